import pghistory
from modeltranslation.translator import TranslationOptions, register

from partners.models import Industry, Interaction, Offer, Organisation, Person, Place, Topic


@register(Place)
class PlaceTranslation(TranslationOptions):
    fields = ("name",)


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(Industry)
class IndustryTranslation(TranslationOptions):
    fields = ("name",)


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "description", "safety_note")


@register(Offer)
class OfferTranslation(TranslationOptions):
    fields = ("title", "summary", "advantages", "partner_sought")


# After the registrations, so that the event tables have the columns of every language.
pghistory.track()(Organisation)
pghistory.track()(Offer)
pghistory.track()(Person)
pghistory.track(exclude=["notes"])(Interaction)
