from django.urls import path

from chamber.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.MailList.as_view(), name="list"),
    path("<int:pk>/", views.MailDetail.as_view(), name="detail"),
    path("<int:pk>/body/", views.body, name="body"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/again/", views.again, name="again"),
    path("open/", views.open_gate, name="open"),
]
