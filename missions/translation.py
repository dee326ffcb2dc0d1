import pghistory
from modeltranslation.translator import TranslationOptions, register

from missions.models import Brief, Mission, ProgrammeItem


@register(Mission)
class MissionTranslation(TranslationOptions):
    fields = ("title", "host_region")


@register(ProgrammeItem)
class ProgrammeItemTranslation(TranslationOptions):
    fields = ("title", "subtitle")


@register(Brief)
class BriefTranslation(TranslationOptions):
    fields = ("purpose", "brought_home", "practical")


# After the registrations, so that the event tables have the columns of every language.
pghistory.track()(Mission)
pghistory.track()(ProgrammeItem)
pghistory.track()(Brief)
