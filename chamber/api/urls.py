from django.urls import path

from chamber.api import views

app_name = "keys"
urlpatterns = [
    path("", views.Keys.as_view(), name="list"),
    path("<int:pk>/revoke/", views.Revoke.as_view(), name="revoke"),
]
