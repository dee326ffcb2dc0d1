from django.urls import path

from citizens import views

app_name = "citizens"
urlpatterns = [
    path("needs/", views.NeedList.as_view(), name="needs"),
    path("needs/new/", views.NeedCreate.as_view(), name="need_new"),
    path("needs/<int:pk>/", views.NeedDetail.as_view(), name="need"),
    path("needs/<int:pk>/edit/", views.NeedEdit.as_view(), name="need_edit"),
    path("needs/<int:pk>/match/", views.match, name="need_match"),
]
