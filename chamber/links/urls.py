from django.urls import path

from chamber.links import views

app_name = "links"
urlpatterns = [
    path("<uuid:link>/t/<str:token>/", views.enter, name="enter"),
    path("<uuid:link>/c/<str:token>/", views.one_click, name="one_click"),
    path("<uuid:link>/", views.show, name="page"),
    path("<uuid:link>/<path:rest>", views.show, name="rest"),
]
