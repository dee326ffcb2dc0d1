"""How complete a profile is, and what to add next: a sum of weights that everybody can check."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chamber.forms.languages import NAMES


@dataclass(frozen=True)
class Part:
    """One thing a profile may have: its weight in per cent, and why a reader wants it."""

    name: str
    weight: int
    words: str | Promise
    why: str | Promise


@dataclass(frozen=True)
class Completeness:
    per_cent: int
    missing: tuple[Part, ...]  # what counts most comes first


PARTS = (
    Part(
        "description",
        16,
        _("What the organisation does"),
        _("It is the first thing a city reads."),
    ),
    Part(
        "offers",
        16,
        _("An offer or a request"),
        _("Suggestions to cities are made from offers and requests."),
    ),
    Part("topics", 14, _("Topics"), _("Cities filter the directory by topic first.")),
    Part(
        "references",
        12,
        _("A reference with its result"),
        _("A city trusts what another city has already seen work."),
    ),
    Part(
        "contact",
        10,
        _("A mail address or a telephone number"),
        _("Whoever is convinced has to reach somebody."),
    ),
    Part(
        "numbers",
        8,
        _("A number in a register"),
        _("It says beyond doubt which organisation this is."),
    ),
    Part(
        "four_languages",
        7,
        _("The description in all four languages"),
        _("Officials read it in Ukrainian, partners in their own language."),
    ),
    Part("website", 6, _("The website"), _("Readers check there what they have read here.")),
    Part(
        "languages",
        6,
        _("The languages spoken there"),
        _("They decide whether an interpreter is needed."),
    ),
    Part("place", 5, _("The seat or the place of work"), _("Missions are planned by place.")),
)


def completeness(facts: Collection[str]) -> Completeness:
    """Of ``facts``, the names of the parts that are there; other names do not count."""
    reached = sum(part.weight for part in PARTS if part.name in facts)
    missing = (part for part in PARTS if part.name not in facts)
    return Completeness(reached, tuple(sorted(missing, key=lambda part: -part.weight)))


def facts_of(
    organisation: Any, *, offers: Collection[Any], references: Collection[Any]
) -> set[str]:
    """The parts that ``organisation``, as ``facts.loaded`` gives it, has."""
    told = [getattr(organisation, f"description_{language}") for language in NAMES]
    there = {
        "description": any(told),
        "offers": offers,
        "topics": organisation.topic_slugs,
        "references": references,
        "contact": organisation.email or organisation.phone,
        "numbers": organisation.identifiers.all(),
        "four_languages": all(told),
        "website": organisation.website,
        "languages": organisation.languages,
        "place": organisation.seat_id or organisation.operating_place_id,
    }
    return {name for name, has in there.items() if has}
