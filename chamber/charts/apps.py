from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "chamber.charts"
    label = "charts"
