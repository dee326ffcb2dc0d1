from django.urls import path

from chamber.history import views

app_name = "history"
urlpatterns = [
    path("<str:label>/<int:pk>/", views.History.as_view(), name="object"),
    path("<str:label>/<int:pk>/<int:event>/revert/", views.Revert.as_view(), name="revert"),
]
