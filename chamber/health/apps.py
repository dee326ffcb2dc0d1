from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "chamber.health"
    label = "health"

    def ready(self):
        from chamber.health import rules  # noqa: F401
