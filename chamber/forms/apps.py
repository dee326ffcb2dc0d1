from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "chamber.forms"
    label = "submissions"  # "forms" is django.forms, whose templates the widgets use
