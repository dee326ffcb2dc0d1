from django.urls import path

from chamber.health import views

app_name = "health"
urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("status", views.Status.as_view(), name="status"),
]
