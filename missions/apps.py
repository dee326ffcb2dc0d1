from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "missions"

    def ready(self):
        from chamber.history import registry
        from chamber.seats import taking
        from chamber.slots import addresses
        from missions import (  # noqa: F401
            answers,
            api,
            briefs,
            contacts,
            history,
            mine,
            navigation,
            objectives,
            rules,
            shortlists,
            verbs,
        )
        from missions.models import Brief, Invitation, Mission, Participant, ProgrammeItem
        from missions.views import rsvp  # noqa: F401

        addresses.register(("missions/", "missions.urls"))
        registry.keep(
            Mission, fields=["title", "host_region"], words=history.WORDS, details=history.told
        )
        registry.keep(ProgrammeItem, fields=["title", "subtitle", "venue"])
        registry.keep(Brief, fields=["purpose", "brought_home", "practical"])
        registry.keep(Participant, words=verbs.WORDS, details=verbs.details)
        registry.keep(Invitation)
        briefs.register()
        taking.heard.register(answers.hear)
