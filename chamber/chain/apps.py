from django.apps import AppConfig


class ChainConfig(AppConfig):
    name = "chamber.chain"
    label = "chain"
