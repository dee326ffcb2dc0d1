from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "chamber.seats"
    label = "seats"
