"""How well one profile answers another: a score of 0 to 100, made of parts that can be explained.

Plain Python: no Django, no database. The hundred points are shared out over the parts on which the
seeker says something, alike for all its candidates; what a candidate does not say earns nothing, so
that saying more never lowers its score.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Rarity = Callable[[str], float]  # of a word: 0 for one that everybody uses, 1 for the rarest
HOSTS = frozenset({"BE", "NL", "LU"})  # where the missions of the chamber go
LEVEL = {"short": 8, "medium": 6, "long": 4}  # readiness (1 to 9) that a horizon asks for
PROOF = {"audited": 1.0, "reference": 0.6, "claim": 0.2}
NEARNESS = {3: 0.8, 2: 0.5}  # of two NACE codes that begin with so many same figures
ENOUGH = 0.25  # of the rarity of a seeker's words: who shares this much shares the subject
FOCUS = 0.25  # of the topic part is for candidates that are about little else


@dataclass(frozen=True)
class Weights:
    """Points for each part if the seeker says something on all of them."""

    topic: int = 40
    words: int = 25
    industry: int = 10
    evidence: int = 8
    horizon: int = 7
    language: int = 5
    place: int = 5


@dataclass(frozen=True)
class Side:
    """What is compared. ``topics`` come with all their parents, ``words`` with their language
    ("uk:порт"); ``texts`` are the languages there is a text in."""

    topics: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    country: str = ""
    horizon: str = ""
    readiness: int | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Part:
    """``points`` earned ``of`` those there are; ``facts`` are free of language."""

    part: str
    points: float
    of: int
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Topics:
    """The tree: the parent of each topic, empty for a main one."""

    parents: Mapping[str, str]
    known: dict[tuple[str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def line(self, topic: str) -> list[str]:
        """``topic`` and what is above it, the main topic last."""
        found: list[str] = []
        while topic and topic not in found:
            found.append(topic)
            topic = self.parents.get(topic, "")
        return found

    def closed(self, topics: Iterable[str]) -> frozenset[str]:
        """``topics`` with all their parents."""
        return frozenset(above for topic in topics for above in self.line(topic))

    def own(self, topics: Iterable[str]) -> list[str]:
        """Those of a closed set that no other of it lies under."""
        given = sorted(topics)
        above = {parent for topic in given for parent in self.line(topic)[1:]}
        return [topic for topic in given if topic not in above]

    def nearest(self, topic: str, others: Iterable[str]) -> tuple[float, str]:
        """How near the nearest of ``others`` is, and which; of equals the first by name."""
        return min(((self.nearness(topic, other), other) for other in others), key=_near_first)

    def nearness(self, one: str, other: str) -> float:
        """1 for the same topic, 0 for topics of different branches (Wu and Palmer 1994)."""
        if (one, other) not in self.known:
            here, there = self.line(one), self.line(other)
            shared = len(set(here) & set(there))
            self.known[one, other] = 2 * shared / (len(here) + len(there))
        return self.known[one, other]


def _near_first(found: tuple[float, str]) -> tuple[float, str]:
    return -found[0], found[1]


def score(
    seeker: Side,
    candidate: Side,
    *,
    topics: Topics,
    rarity: Rarity,
    weights: Weights = Weights(),
) -> list[Part]:
    """The parts in the order of ``Weights``; their points add up to the score, ``of`` to 100."""
    judged = {
        "topic": _topic(seeker, candidate, topics),
        "words": _words(seeker, candidate, rarity),
        "industry": _industry(seeker, candidate),
        "evidence": _evidence(candidate),
        "horizon": _horizon(seeker, candidate),
        "language": _language(seeker, candidate),
        "place": _place(candidate),
    }
    return [
        Part(name, round(judged[name][0] * of, 1), of, judged[name][1])
        for name, of in shares(seeker, weights).items()
    ]


def total(parts: Iterable[Part]) -> float:
    return round(sum(part.points for part in parts), 1)


def shares(seeker: Side, weights: Weights) -> dict[str, int]:
    """The whole points of each part on which ``seeker`` says something; together 100."""
    silent = {
        "topic": not seeker.topics,
        "words": not seeker.words,
        "industry": not seeker.industries,
        "horizon": seeker.horizon not in LEVEL,
        "language": not seeker.languages,
    }
    judged = {name: of for name, of in vars(weights).items() if not silent.get(name)}
    scale = 100 / sum(judged.values())
    exact = {name: of * scale for name, of in judged.items()}
    found = {name: int(of) for name, of in exact.items()}
    left = sorted(exact, key=lambda name: found[name] - exact[name])  # largest remainder first
    for name in left[: 100 - sum(found.values())]:
        found[name] += 1
    return found


Judged = tuple[float, dict[str, Any]]  # what is earned, 0 to 1, and the facts
UNSAID: dict[str, Any] = {"unsaid": True}


def _topic(seeker: Side, candidate: Side, tree: Topics) -> Judged:
    """How much of what the seeker is about the candidate is near to, and the other way round."""
    wanted, offered = tree.own(seeker.topics), tree.own(candidate.topics)
    if not wanted or not offered:
        return 0.0, UNSAID
    nearest = {topic: tree.nearest(topic, candidate.topics) for topic in wanted}
    back = [tree.nearest(topic, seeker.topics)[0] for topic in offered]
    covered = sum(near for near, _other in nearest.values()) / len(wanted)
    shared = [topic for topic, (near, _other) in nearest.items() if near == 1]
    close = [[topic, other] for topic, (near, other) in nearest.items() if 0 < near < 1]
    earned = (1 - FOCUS) * covered + FOCUS * sum(back) / len(back)
    return earned, {"shared": shared, "near": close}


def _words(seeker: Side, candidate: Side, rarity: Rarity) -> Judged:
    """The share of the seeker's words, weighed by rarity, in the language that has most of it."""
    if not candidate.words:
        return 0.0, UNSAID
    best: Judged = 0.0, {"language": ""}
    for language in sorted(seeker.texts & candidate.texts):
        said = {word for word in seeker.words if word.startswith(f"{language}:")}
        shared = sorted(said & candidate.words, key=lambda word: (-rarity(word), word))
        all_of_it = sum(rarity(word) for word in said)
        share = sum(rarity(word) for word in shared) / all_of_it if all_of_it else 0.0
        earned = min(1.0, share / ENOUGH)
        if earned > best[0] or not best[1]["language"]:
            best = earned, {"language": language, "words": shared[:4], "count": len(shared)}
    return best


def _industry(seeker: Side, candidate: Side) -> Judged:
    if not seeker.industries or not candidate.industries:
        return 0.0, UNSAID
    near, code, other = max(
        (industries_near(one, other), one, other)
        for one in sorted(seeker.industries)
        for other in sorted(candidate.industries)
    )
    return near, {"codes": [code, other] if near else []}


def industries_near(one: str, other: str) -> float:
    """1 for the same NACE code, less for the same group or division, else 0."""
    here, there = one.replace(".", ""), other.replace(".", "")
    if here == there:
        return 1.0
    alike = next((size for size in (3, 2) if here[:size] == there[:size]), 0)
    return NEARNESS.get(alike, 0.0)


def _evidence(candidate: Side) -> Judged:
    if candidate.evidence not in PROOF:
        return 0.0, UNSAID
    return PROOF[candidate.evidence], {"evidence": candidate.evidence}


def _horizon(seeker: Side, candidate: Side) -> Judged:
    """Full marks for what is ready enough; each level that is missing costs a third."""
    if seeker.horizon not in LEVEL or candidate.readiness is None:
        return 0.0, UNSAID
    missing = max(0, LEVEL[seeker.horizon] - candidate.readiness)
    facts = {"readiness": candidate.readiness, "horizon": seeker.horizon, "missing": missing}
    return max(0.0, 1 - missing / 3), facts


def _language(seeker: Side, candidate: Side) -> Judged:
    if not seeker.languages or not candidate.languages:
        return 0.0, UNSAID
    shared = sorted(seeker.languages & candidate.languages)
    return float(bool(shared)), {
        "shared": shared,
        "missing": sorted(seeker.languages - candidate.languages),
    }


def _place(candidate: Side) -> Judged:
    if not candidate.country:
        return 0.0, UNSAID
    return float(candidate.country in HOSTS), {"country": candidate.country}
