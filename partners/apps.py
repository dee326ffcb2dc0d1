from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses, rounds
        from partners import navigation, objectives, rules  # noqa: F401
        from partners.importing import tasks as importing
        from partners.keeping import panels, renewal, terms, verbs, waiting  # noqa: F401
        from partners.matching import deciding, tasks  # noqa: F401
        from partners.models import ImportRun, Offer, Organisation, Person, Suggestion
        from partners.views import links  # noqa: F401

        addresses.register(("partners/", "partners.urls"))
        rounds.register(renewal.go_round)
        rounds.register(terms.go_round)
        registry.keep(
            Organisation,
            fields=["name", "description", "website", "phone", "email"],
            words=verbs.WORDS,
            details=verbs.details,
        )
        registry.keep(Offer, fields=["title", "summary"], details=verbs.details)
        registry.keep(Person)
        registry.keep(Suggestion, words=deciding.VERBS)
        registry.keep(ImportRun, words={"imported": _("imported")}, details=importing.rows_in_words)
