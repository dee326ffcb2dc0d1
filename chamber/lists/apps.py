from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "chamber.lists"
    label = "lists"
