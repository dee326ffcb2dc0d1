from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "chamber.links"
    label = "links"
