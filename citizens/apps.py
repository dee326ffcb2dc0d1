from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "citizens"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from citizens import navigation, needs, objectives, rules  # noqa: F401
        from citizens.models import Need
        from partners.matching import deciding

        addresses.register(("citizens/", "citizens.urls"))
        deciding.heard.register(needs.link_chain)
        registry.keep(Need, fields=["title", "summary", "evidence"])
