from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from partners import navigation, objectives, rules  # noqa: F401
        from partners.duplicates import merging
        from partners.duplicates import panels as _panels  # noqa: F401
        from partners.duplicates import tasks as _looking  # noqa: F401
        from partners.importing import tasks as importing
        from partners.matching import deciding, tasks  # noqa: F401
        from partners.models import ImportRun, Offer, Organisation, Person, Suggestion

        addresses.register(("partners/", "partners.urls"))
        texts = ["name", "description", "website", "phone", "email"]
        registry.keep(Organisation, fields=texts, words=merging.VERBS)
        registry.keep(Offer, fields=["title", "summary"])
        registry.keep(Person)
        registry.keep(Suggestion, words=deciding.VERBS)
        registry.keep(ImportRun, words={"imported": _("imported")}, details=importing.rows_in_words)
