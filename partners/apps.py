from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses, rounds
        from partners import (  # noqa: F401
            api,
            choosing,
            contact,
            encounters,
            interest,
            navigation,
            objectives,
            rules,
            shortlisting,
            watching,
        )
        from partners.directory import counting
        from partners.duplicates import merging
        from partners.duplicates import panels as _panels  # noqa: F401
        from partners.duplicates import tasks as _looking  # noqa: F401
        from partners.importing import tasks as importing
        from partners.keeping import panels, renewal, terms, verbs, waiting  # noqa: F401
        from partners.matching import deciding, tasks  # noqa: F401
        from partners.models import (
            ExpressionOfInterest,
            ImportRun,
            Interaction,
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
        from partners.views import links  # noqa: F401

        addresses.register(("partners/", "partners.urls"))
        rounds.register(counting.sum_up)
        rounds.register(renewal.go_round)
        rounds.register(terms.go_round)
        sheet.register()
        showing.register()
        texts = ["name", "description", "website", "phone", "email"]
        words = verbs.WORDS | merging.VERBS
        registry.keep(Organisation, fields=texts, words=words, details=verbs.details)
        registry.keep(Offer, fields=["title", "summary"], details=verbs.details)
        registry.keep(Person)
        registry.keep(Reference, fields=["what", "result", "customer"])
        registry.keep(Suggestion, words=deciding.VERBS)
        registry.keep(ImportRun, words=importing.VERBS, details=importing.rows_in_words)
        registry.keep(ListEdition, details=importing.rows_in_words)
        registry.keep(SanctionsHit, words=sanctions.VERBS)
        registry.keep(ExpressionOfInterest, words=interest.VERBS)
        registry.keep(Interaction, fields=["subject", "place", "source"])
