import pghistory
from modeltranslation.translator import TranslationOptions, register

from chamber.glossary.models import TEXTS, Term


@register(Term)
class TermTranslation(TranslationOptions):
    fields = TEXTS
    required_languages = {"default": (), "en": TEXTS[:3]}


# After the registration, so that the event table has the columns of every language.
pghistory.track()(Term)
