from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "citizens"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from citizens import objectives, rules  # noqa: F401
        from citizens.models import Need

        addresses.register(("citizens/", "citizens.urls"))
        registry.keep(Need, fields=["title", "summary", "evidence"])
