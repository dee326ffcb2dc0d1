from django.apps import AppConfig


class SlotsConfig(AppConfig):
    name = "chamber.slots"
    label = "slots"
