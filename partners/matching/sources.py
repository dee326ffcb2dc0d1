"""Organisations and offers as matching sees them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from partners.directory import facets
from partners.matching import profiles
from partners.matching.profiles import Said, address, in_languages
from partners.models import MatchProfile, Offer, Organisation
from partners.models.organisations import LANGUAGES, Status
from partners.models.organisations import Kind as OrganisationKind

if TYPE_CHECKING:
    from chamber.accounts.models import User

Kind = MatchProfile.Kind
HANGING = ("topics", "industries", "identifiers", "offers")  # read of an organisation


@transaction.atomic
def profile_organisation(organisation: Organisation, *, by: "User | None" = None) -> MatchProfile:
    """To be called by each verb that changed the organisation, its topics or its industries; its
    offers speak its languages and stand or fall with it, its facets follow."""
    facets.write_rows([organisation])
    for offer in organisation.offers.select_related("profile"):
        offer.organisation = organisation
        profile_offer(offer, by=by)
    return profiles.write(organisation, said_by_organisation(organisation), by=by)


def profile_offer(offer: Offer, *, by: "User | None" = None) -> MatchProfile:
    """To be called by each verb that changed the offer or its topics."""
    return profiles.write(offer, said_by_offer(offer), by=by)


def profile_all() -> int:
    """Bring the profiles of all organisations and offers up to date; return how many changed."""
    return profiles.write_all(_everybody())


def profile_missing() -> int:
    """Give a profile to those who have none yet, or none to be found by; return how many."""
    facets.write(Organisation.objects.filter(facets=[]))
    return profiles.write_all(_everybody(profile__found_by=None))


def _everybody(**only: Any) -> Iterator[tuple[Any, Said]]:
    organisations = Organisation.objects.filter(**only).select_related(
        "profile", "seat", "operating_place"
    )
    for one in organisations.prefetch_related(*HANGING).iterator(chunk_size=500):
        yield one, said_by_organisation(one)
    offers = Offer.objects.filter(**only).select_related(
        "profile", "organisation__seat", "organisation__operating_place"
    )
    for offer in offers.prefetch_related("topics").iterator(chunk_size=500):
        yield offer, said_by_offer(offer)


def said_by_organisation(organisation: Organisation) -> Said:
    place = organisation.works_at
    return Said(
        kind=Kind.ORGANISATION,
        titles=in_languages(organisation, "name"),
        texts=in_languages(organisation, "description"),
        topics=slugs(organisation.topics.all()),
        industries=[industry.code for industry in organisation.industries.all()],
        languages=organisation.languages,
        place=place and place.pk,
        country=organisation.country,
        provider=organisation.pk,
        visibility=organisation.visibility,
        is_open=organisation.status == Status.PUBLISHED,
        url=address(organisation),
        names=organisation.aliases,
        keywords=[*_kind_words(organisation.kind), *_place_names(organisation)],
        numbers=[number.value for number in organisation.identifiers.all()],
        noted=_noted(organisation),
    )


def said_by_offer(offer: Offer) -> Said:
    owner, texts = offer.organisation, in_languages(offer, "summary")
    place = owner.works_at
    keywords = " ".join(offer.keywords)
    published = offer.status == owner.status == Status.PUBLISHED
    expired = offer.expires_on is not None and offer.expires_on < timezone.localdate()
    return Said(
        kind=Kind.OFFER,
        titles=in_languages(offer, "title"),
        texts={language: f"{words} {keywords}" for language, words in texts.items()},
        topics=slugs(offer.topics.all()),
        languages=owner.languages,
        place=place and place.pk,
        country=owner.country,
        provider=owner.pk,
        visibility=offer.visibility,
        is_open=published and not expired,
        url=address(offer),
        keywords=[*offer.keywords, *in_languages(owner, "name").values()],
        noted=1,
    )


@cache
def _kind_words(kind: str) -> list[str]:
    """What an organisation is, in every language: a university is found by "університет"."""
    words = []
    for language in LANGUAGES:
        with override(language):
            words.append(str(OrganisationKind(kind).label))
    return words


def _place_names(organisation: Organisation) -> list[str]:
    places = filter(None, (organisation.seat, organisation.operating_place))
    return [
        name for place in places for name in (*in_languages(place, "name").values(), *place.aliases)
    ]


def _noted(organisation: Organisation) -> int:
    """How well known a partner is to the chamber, 0 to 3: offers, a checked number, a cluster, a
    description in more than one language."""
    has_offers = bool(organisation.offers.all())
    is_verified = any(number.verified for number in organisation.identifiers.all())
    in_cluster = any(term.startswith("cluster:") for term in organisation.facets)
    is_described = len(in_languages(organisation, "description")) > 1
    return min(3, has_offers + is_verified + in_cluster + is_described)


def slugs(topics: Iterable[Any]) -> list[str]:
    return sorted(topic.slug for topic in topics)
