from django.urls import path

from chamber.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.DocumentList.as_view(), name="list"),
    path("file/<int:pk>/", views.File.as_view(), name="file"),
    path("<slug:kind>/<slug:subject>/", views.Show.as_view(), name="show"),
    path("<slug:kind>/<slug:subject>/make/", views.Make.as_view(), name="make"),
]
