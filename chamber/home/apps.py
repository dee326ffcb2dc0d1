from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "chamber.home"
    label = "home"

    def ready(self):
        from chamber.home import navigation, rules  # noqa: F401
