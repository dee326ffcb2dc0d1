from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "chamber.mail"
    label = "mail"

    def ready(self):
        from chamber.mail import rules  # noqa: F401
