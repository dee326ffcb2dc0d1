from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "chamber.home"
    label = "home"

    def ready(self):
        from chamber import checks  # noqa: F401
        from chamber.home import navigation, rules  # noqa: F401
