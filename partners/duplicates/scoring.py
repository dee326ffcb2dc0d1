"""How alike two organisations are, and why. Plain Python: no database, no Django.

What speaks for and against is counted in natural logarithms of odds and added up; half is where
it tips. The size of each was set on directories made for that purpose (``benchmarks``).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapidfuzz.distance import OSA

from partners.duplicates import agreeing, reaching
from partners.duplicates.agreeing import Agreement
from partners.duplicates.aligning import Scale
from partners.duplicates.names import Name, names_of, place_of
from partners.duplicates.reaching import Reach
from partners.duplicates.sites import Site, mail_domain, site_of

SHOWN = 0.5  # the score from which somebody is asked
CERTAIN, REFUTED = 1.0, 0.2
NATIONAL = {"KBO": "BE", "KVK": "NL", "EDRPOU": "UA"}
MANY = 6  # organisations at one domain: it is a provider's or an umbrella's
# What counts how much.
TRANSLATED = -3.9  # the least that names of a public body in two scripts say
FAR_OTHER_SITE = -1.8  # besides, when the cities differ too
SAME_CITY, MOVED, ELSEWHERE, OTHER_COUNTRY = 1.2, -0.9, -2.2, -6.5
SAME_KIND, OTHER_KIND, VAGUE_KIND = 0.1, -1.2, -0.2


@dataclass(frozen=True)
class Commonness:
    """In how many of ``rows`` organisations a word, or a domain, stands."""

    rows: int = 1000
    words: Mapping[str, int] = field(default_factory=dict)
    domains: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _rarities(self) -> dict[int, float]:
        return {}

    def rarity(self, key: str) -> float:
        """1 for a word of one organisation, near 0 for one of all."""
        bearers = self.words.get(key, 1)
        if bearers < 2:
            return 1.0
        if bearers not in self._rarities:
            rows = max(self.rows, 1000)
            self._rarities[bearers] = max(0.08, 1 - math.log(bearers) / math.log(rows))
        return self._rarities[bearers]

    def bearers(self, name: str) -> int:
        """How many organisations have exactly this name."""
        return self.words.get(f"n{name}", 1)

    def is_shared(self, domain: str) -> bool:
        return self.domains.get(domain, 0) > MANY


@dataclass(frozen=True)
class Side:
    """An organisation as far as it is compared. ``numbers`` are (scheme, value) as stored;
    ``cities`` names of its seat and of where it works, in any language."""

    names: tuple[str, ...]
    kind: str = ""
    country: str = ""
    cities: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    numbers: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def readings(self) -> tuple[Name, ...]:
        return names_of(self.names, french=self.country in ("UA", ""))

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(filter(None, map(place_of, self.cities)))

    @cached_property
    def site(self) -> Site:
        return site_of(self.website)

    @cached_property
    def mail_domain(self) -> str:
        return mail_domain(self.email)

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.site, self.email.lower(), self.mail_domain)

    @cached_property
    def registered(self) -> frozenset[tuple[str, str]]:
        """Its numbers, a Belgian VAT number as the KBO number that it is."""
        return frozenset(
            ("KBO", value[2:])
            if scheme == "VAT" and value.upper().startswith("BE")
            else (scheme, value.upper())
            for scheme, value in self.numbers
        )


@dataclass(frozen=True)
class Reason:
    """``what`` is told in words by ``partners.duplicates.reasons``, with ``facts``."""

    what: str
    facts: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True)
class Likeness:
    """``score`` from 0 to 1; the reasons for it, weightiest first."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def is_likely(self) -> bool:
        return self.score >= SHOWN


NOTHING_KNOWN = Commonness()


def compare(one: Side, other: Side, common: Commonness = NOTHING_KNOWN) -> Likeness:
    """The same either way round."""
    shared = one.registered & other.registered
    agreement = _names(one, other, common)
    named = [Reason(agreement.what, agreement.facts, agreement.weight)]
    if shared:
        numbers = [Reason("number", pair, 9.0) for pair in sorted(shared)]
        return Likeness(CERTAIN, (*numbers, *(named if agreement.weight > 0 else [])))
    reasons = [
        *named,
        *_site(one, other, common),
        *_place(one, other, agreement),
        *_kind(one, other),
    ]
    total = sum(reason.weight for reason in reasons)
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    against = _registers(one, other)
    if against:
        score = min(score, REFUTED)
        reasons.append(Reason("other number", (against,), -9.0))
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return Likeness(min(score, 0.99), tuple(reasons))


def _names(one: Side, other: Side, common: Commonness) -> Agreement:
    """That of the two names that agree best."""
    spelled = not {one.country, other.country} & {"UA", ""}
    weigh = Scale(common, one.places | other.places, spelled)
    found = [
        agreeing.agree(mine, theirs, weigh) for mine in one.readings for theirs in other.readings
    ]
    best = max(found, key=lambda agreement: agreement.weight, default=agreeing.NONE)
    return replace(best, weight=TRANSLATED) if _translated(one, other, best) else best


def _translated(one: Side, other: Side, best: Agreement) -> bool:
    """Public bodies are translated and not transliterated: other words say little then."""
    scripts = [{name.is_cyrillic for name in side.readings} for side in (one, other)]
    apart = not scripts[0] & scripts[1]
    return apart and one.kind == other.kind != "company" and best.weight < TRANSLATED


def _site(one: Side, other: Side, common: Commonness) -> Iterable[Reason]:
    ground = reaching.weigh(one.reach, other.reach, common.is_shared)
    if ground:
        far = ground.what == "other site" and _apart(one, other)
        yield Reason(ground.what, ground.facts, ground.weight + FAR_OTHER_SITE * far)


def _apart(one: Side, other: Side) -> bool:
    return bool(one.places and other.places and not _near(one, other))


def _near(one: Side, other: Side) -> bool:
    return any(
        mine == theirs or (min(len(mine), len(theirs)) > 4 and OSA.distance(mine, theirs) < 2)
        for mine in one.places
        for theirs in other.places
    )


def _place(one: Side, other: Side, agreement: Agreement) -> Iterable[Reason]:
    if one.country and other.country and one.country != other.country:
        yield Reason("other country", (one.country, other.country), OTHER_COUNTRY)
    elif one.places and other.places:
        cities = one.cities[0], other.cities[0]
        if _near(one, other):
            yield Reason("city", cities, SAME_CITY)
        else:  # who moves keeps the name
            moved = agreement.what in ("same name", "same words")
            yield Reason("other city", cities, MOVED if moved else ELSEWHERE)


def _kind(one: Side, other: Side) -> Iterable[Reason]:
    if not (one.kind and other.kind):
        return
    if one.kind == other.kind:
        yield Reason("kind", (one.kind,), SAME_KIND)
    else:
        vague = "other" in (one.kind, other.kind)
        yield Reason("other kind", (one.kind, other.kind), VAGUE_KIND if vague else OTHER_KIND)


def _registers(one: Side, other: Side) -> str:
    """The register in which they have different numbers, or an empty word."""
    mine, theirs = _by_register(one), _by_register(other)
    for register in sorted(mine.keys() & theirs.keys()):
        if not mine[register] & theirs[register]:
            return register
    homes = [register for register in mine if register in NATIONAL]
    away = [register for register in theirs if register in NATIONAL]
    return homes[0] if homes and away and not set(homes) & set(away) else ""


def _by_register(side: Side) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for scheme, value in side.registered:
        register = f"VAT {value[:2]}" if scheme == "VAT" else scheme
        found.setdefault(register, set()).add(value)
    return found
