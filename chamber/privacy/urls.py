from django.urls import path

from chamber.privacy.views import mine, register

app_name = "privacy"
urlpatterns = [
    path("mine/", mine.Mine.as_view(), name="mine"),
    path("mine/export/", mine.AskForExport.as_view(), name="export"),
    path("mine/export/<int:pk>/", mine.Download.as_view(), name="download"),
    path("mine/consent/<int:pk>/withdraw/", mine.Withdraw.as_view(), name="withdraw"),
    path("register/", register.Register.as_view(), name="register"),
]
