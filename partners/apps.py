from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses, rounds
        from partners import api, navigation, objectives, rules  # noqa: F401
        from partners.directory import counting
        from partners import navigation, objectives, rules  # noqa: F401
        from chamber.slots import addresses
        from partners import (  # noqa: F401
            contact,
            encounters,
            interest,
            navigation,
            objectives,
            rules,
        from chamber.slots import addresses
        from partners import (  # noqa: F401
            choosing,
            navigation,
            objectives,
            rules,
            shortlisting,
            watching,
        )
        from partners.duplicates import merging
        from partners.duplicates import panels as _panels  # noqa: F401
        from partners.duplicates import tasks as _looking  # noqa: F401
        from partners.importing import tasks as importing
        from partners.keeping import panels, renewal, terms, verbs, waiting  # noqa: F401
        from partners.matching import deciding, tasks  # noqa: F401
        from partners.models import (
            ImportRun,
            ListEdition,
            Offer,
            Organisation,
            Person,
            Reference,
            SanctionsHit,
            Suggestion,
        )
        from partners.presenting import sheet
        from partners.trust import deciding as sanctions
        from partners.trust import showing
        from partners.trust import tasks as trust  # noqa: F401
            ExpressionOfInterest,
            ImportRun,
            Interaction,
            Offer,
            Organisation,
            Person,
            Suggestion,
        )

        addresses.register(("partners/", "partners.urls"))
        rounds.register(counting.sum_up)
        sheet.register()
        registry.keep(Organisation, fields=["name", "description", "website", "phone", "email"])
        texts = ["name", "description", "website", "phone", "email"]
        registry.keep(Organisation, fields=texts, words=merging.VERBS)
        registry.keep(Offer, fields=["title", "summary"])
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
        registry.keep(Reference, fields=["what", "result", "customer"])
        registry.keep(Suggestion, words=deciding.VERBS)
        registry.keep(ImportRun, words=importing.VERBS, details=importing.rows_in_words)
        registry.keep(ListEdition, details=importing.rows_in_words)
        registry.keep(SanctionsHit, words=sanctions.VERBS)
        showing.register()
        registry.keep(ImportRun, words={"imported": _("imported")}, details=importing.rows_in_words)
        registry.keep(ExpressionOfInterest, words=interest.VERBS)
        registry.keep(Interaction, fields=["subject", "place", "source"])
