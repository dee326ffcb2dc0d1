from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "chamber.glossary"
    label = "glossary"

    def ready(self):
        from chamber.glossary import rules  # noqa: F401
        from chamber.glossary.models import TEXTS, Term
        from chamber.history import registry

        registry.keep(Term, fields=TEXTS)
        from chamber.glossary import sheet

        sheet.register()
