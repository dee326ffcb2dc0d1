from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from partners import navigation, objectives, rules  # noqa: F401
        from partners.importing import tasks as importing
        from partners.matching import deciding, tasks  # noqa: F401
        from partners.models import ImportRun, Offer, Organisation, Person, Suggestion

        addresses.register(("partners/", "partners.urls"))
        registry.keep(Organisation, fields=["name", "description", "website", "phone", "email"])
        registry.keep(Offer, fields=["title", "summary"])
        registry.keep(Person)
        registry.keep(Suggestion, words=deciding.VERBS)
        registry.keep(ImportRun, words=importing.VERBS, details=importing.rows_in_words)
