from django.urls import path

from chamber.home.views import public, targets, today

app_name = "home"
urlpatterns = [
    path("", public.Home.as_view(), name="public"),
    path("today/", today.Today.as_view(), name="today"),
    path("targets/", targets.TargetList.as_view(), name="targets"),
    path("targets/new/", targets.TargetCreate.as_view(), name="target_create"),
    path("targets/<int:pk>/", targets.TargetUpdate.as_view(), name="target_update"),
]
