from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "missions"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from missions import objectives, rules  # noqa: F401
        from missions.models import Brief, Invitation, Mission, Participant, ProgrammeItem

        addresses.register(("missions/", "missions.urls"))
        registry.keep(Mission, fields=["title", "host_region"])
        registry.keep(ProgrammeItem, fields=["title", "subtitle", "venue"])
        registry.keep(Brief, fields=["purpose", "brought_home", "practical"])
        registry.keep(Participant)
        registry.keep(Invitation)
