import pghistory
from modeltranslation.translator import TranslationOptions, register

from partners.models import (
    Industry,
    Interaction,
    Offer,
    Organisation,
    Person,
    Place,
    Reference,
    Topic,
)


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


@register(Reference)
class ReferenceTranslation(TranslationOptions):
    fields = ("what", "result")


# After the registrations, so that the event tables have the columns of every language.
pghistory.track(exclude=["facets"])(Organisation)
pghistory.track()(Offer)
pghistory.track()(Person)
pghistory.track(exclude=["notes"])(Interaction)
pghistory.track()(Reference)
