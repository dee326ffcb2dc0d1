from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "citizens"

    def ready(self):
        from citizens import objectives  # noqa: F401
