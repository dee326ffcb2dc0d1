from django.urls import path

from chamber.glossary import views

app_name = "glossary"
urlpatterns = [
    path("", views.TermList.as_view(), name="list"),
    path("new/", views.TermCreate.as_view(), name="create"),
    path("<slug:slug>/", views.TermDetail.as_view(), name="detail"),
    path("<slug:slug>/edit/", views.TermEdit.as_view(), name="edit"),
    path("<slug:slug>/delete/", views.TermDelete.as_view(), name="delete"),
]
