from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "chamber.history"
    label = "history"

    def ready(self):
        from chamber.history import rules  # noqa: F401
