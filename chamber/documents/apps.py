from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "chamber.documents"
    label = "documents"

    def ready(self):
        from . import rules, tasks  # noqa: F401
