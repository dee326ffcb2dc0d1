from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    name = "chamber.embedded"
    label = "embedded"
