import pghistory
from modeltranslation.translator import TranslationOptions, register

from citizens.models import Need


@register(Need)
class NeedTranslation(TranslationOptions):
    fields = ("title", "summary")


# After the registration, so that the event table has the columns of every language.
pghistory.track()(Need)
