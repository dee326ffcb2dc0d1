"""Technologies as matching sees them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction

from clusters.models import Technology
from partners.matching import profiles
from partners.matching.profiles import Said, address, in_languages
from partners.matching.sources import slugs
from partners.models import MatchProfile
from partners.models.organisations import Status, Visibility

if TYPE_CHECKING:
    from chamber.accounts.models import User

TEXTS = ("summary", "civic_benefit", "customer_benefit")


@transaction.atomic
def keep(technology: Technology, *, by: "User | None") -> MatchProfile:
    """To be called by each verb that changed the technology, its topics or its providers."""
    return profiles.write(technology, said_by_technology(technology), by=by)


def profile_missing() -> int:
    """Give a profile to the technologies that have none yet; return how many."""
    return profiles.write_all(_everything())


def _everything() -> Iterator[tuple[Any, Said]]:
    rows = Technology.objects.filter(profile__found_by=None).select_related("profile")
    for technology in rows.prefetch_related("topics", "providers__seat"):
        yield technology, said_by_technology(technology)


def said_by_technology(technology: Technology) -> Said:
    """The first provider stands for all of them; they share their languages."""
    providers = sorted(technology.providers.all(), key=lambda one: one.pk)
    first = providers[0] if providers else None
    place = first.works_at if first else None
    published = technology.status == Status.PUBLISHED
    return Said(
        kind=MatchProfile.Kind.TECHNOLOGY,
        titles=in_languages(technology, "title"),
        texts=_texts(technology),
        topics=slugs(technology.topics.all()),
        languages={language for one in providers for language in one.languages},
        place=place.pk if place else None,
        country=first.country if first else "",
        provider=first.pk if first else None,
        readiness=technology.readiness,
        evidence=technology.evidence,
        visibility=Visibility.PUBLIC if published else Visibility.STAFF,
        is_open=published,
        url=address(technology),
    )


def _texts(technology: Technology) -> dict[str, str]:
    """Summary and benefits together, per language."""
    found: dict[str, list[str]] = {}
    for name in TEXTS:
        for language, words in in_languages(technology, name).items():
            found.setdefault(language, []).append(words)
    return {language: "\n".join(words) for language, words in found.items()}
