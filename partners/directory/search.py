"""One search box: organisations and what they offer, by words of any language and script.

Some candidates of each way to find them are ranked: those named so, those with every word, those
with some, those about the topics of the words; where there are more, those best known to the
chamber. A word that nobody writes stands for the ones it may have been meant to be.
"""

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Value, When
from django.db.models.functions import Cast
from rapidfuzz import fuzz

from partners.directory import spellings, thesaurus
from partners.directory.planning import by_index
from partners.directory.wording import Wanted, any_of, quoted, wanted
from partners.matching.vocabulary import lexicon
from partners.models import MatchProfile, Organisation
from partners.models.organisations import LANGUAGES
from partners.models.reading import Reach, Reader
from partners.names import plain

SOME = 250  # candidates of one way to find them
ENOUGH = 10  # found with every word: those with some are not looked for
# What a word counts in a name or title, beside it, in a text; and where it only begins one.
PLACES = {"A": 1.0, "B": 0.55, "C": 0.35}
BEGUN, MEANT, CALLED = 0.7, 0.8, 0.8
TOPIC = 0.3  # what is about the topic of the words although it does not say them
NAMED, ALIKE, KNOWN = 0.5, 0.4, 0.06
COMPARED = 100  # of the best by their words, whose names are compared
RARE = 0.0001  # share of the profiles that have a word which the statistics do not know
Kind = MatchProfile.Kind


class Hit(NamedTuple):
    """One thing found: ``kind`` organisation or offer, of the ``organisation`` with this key."""

    profile: int
    kind: str
    organisation: int
    score: float

    @property
    def is_offer(self) -> bool:
        return self.kind == Kind.OFFER


class Found(NamedTuple):
    """``hits`` are best first; more may have every word if they are not complete."""

    hits: list[Hit]
    is_complete: bool


@dataclass(frozen=True)
class Query:
    """What somebody typed, understood: its words, their topics, the words as names have them."""

    text: str
    words: Sequence[Wanted]
    topics: Sequence[str]
    meant: Mapping[str, Sequence[str]]  # by each word that nobody writes, all of them folded

    @classmethod
    def of(cls, text: str) -> "Query":
        words, about = wanted(text), lexicon()
        said = {one[1:] for word in words for one in word.exact if one[0] == "="}
        meant = spellings.meant(said)
        topics = dict.fromkeys(topic for one in LANGUAGES for topic in about.read({one: text}, {}))
        words = thesaurus.understood(words, meant=meant)
        return cls(plain(text), words, list(topics)[:3], meant)

    def corrected(self, word: Wanted, weights: str = "") -> str:
        """A ``tsquery`` for what a misspelt word may have been meant to be."""
        others = {f"={other}" for one in word.exact for other in self.meant.get(one[1:], ())}
        return any_of(others, weights)

    def asked(self, word: Wanted) -> str:
        return _or(word.asked(), word.called())

    def loosely(self, word: Wanted) -> str:
        return _or(self.asked(word), word.begun(), self.corrected(word))


def find(text: str, *, reader: Reader, among: Any = None) -> Found:
    """What answers ``text`` of all that ``reader`` may see.

    ``among`` (a queryset of organisations) leaves out others before the best are taken, which takes
    longer: needed only where more was found than can be ranked.
    """
    query = Query.of(text[:200])
    if not query.words:
        return Found([], is_complete=True)
    rows = _seen(reader)
    if among is None:
        with by_index():
            keys, is_complete = _candidates(query, rows)
    else:
        keys, is_complete = _candidates(query, rows.filter(provider__in=among.order_by()))
    return Found(_ranked(query, keys, reader) if keys else [], is_complete)


def _or(*queries: str) -> str:
    return " | ".join(filter(None, queries))


def _seen(reader: Reader) -> Any:
    """Profiles of organisations and offers; whose are not to be seen is left out of the hits, too,
    by what the organisations say themselves."""
    rows = MatchProfile.objects.filter(kind__in=[Kind.ORGANISATION, Kind.OFFER])
    if reader.reach >= Reach.CHAMBER:
        return rows
    shown = Q(is_open=True, visibility__in=reader.visibilities)
    return rows.filter(shown | Q(provider__in=reader.own) if reader.own else shown)


def _candidates(query: Query, rows: Any) -> tuple[list[int], bool]:
    """Keys of profiles, the likelier ways to find them first, and whether all with every word are
    among them."""
    exact = [query.asked(one) for one in query.words]
    loose = [query.loosely(one) for one in query.words]
    found = _called(query, rows)
    matching = _keys(rows.filter(_matches(loose)))
    is_complete = len(matching) < SOME
    found += matching if is_complete else _best_known(rows, exact)
    found += _best_known(rows, loose) if not is_complete and len(found) < ENOUGH else []
    if len(found) < ENOUGH and len(query.words) > 1:
        found += _best_known(rows, [_or(*loose)])
    if query.topics and len(found) < SOME:
        found += _best_known(rows, [any_of(f"#{topic}" for topic in query.topics)])
    if not found and len(query.text) >= 3:
        alike = Organisation.objects.filter(search_name__trigram_word_similar=query.text)
        found = _keys(rows.filter(kind=Kind.ORGANISATION, provider__in=alike))
    return list(dict.fromkeys(found)), is_complete


def _called(query: Query, rows: Any) -> list[int]:
    """Organisations that bear just this name."""
    names = Organisation.objects.each_named(query.text)
    return _keys(rows.filter(kind=Kind.ORGANISATION, provider__in=names))


def _best_known(rows: Any, each: Sequence[str]) -> list[int]:
    """Of ``rows`` that match all of ``each`` those best known to the chamber."""
    matching = rows.filter(_matches(each))
    known = _keys(matching.filter(noted__gt=0).order_by("-noted", "pk"))
    return known if len(known) == SOME else known + _keys(matching.filter(noted=0))


def _keys(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:SOME])


def _matches(each: Sequence[str]) -> Func:
    asked = " & ".join(f"({one})" for one in each)
    return Func(
        F("found_by"),
        Value(asked),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def _ranked(query: Query, keys: list[int], reader: Reader) -> list[Hit]:
    """By the words, and the first of them also by how much their names are like the query."""
    rarities = [_rarity(one) for one in query.words]
    said: Any = Value(0.0)
    for one, rarity in zip(query.words, rarities, strict=True):
        said = said + Value(rarity / sum(rarities)) * _counted(query, one)
    seen = Organisation.objects.visible_to(reader)
    rows = MatchProfile.objects.filter(pk__in=keys, provider__in=seen).annotate(
        points=Cast(said + _about(query) + KNOWN * F("noted"), FloatField())
    )
    columns = ("pk", "kind", "provider_id", "points", "titles", "provider__search_name")
    found = rows.order_by("-points", "pk").values_list(*columns)
    return sorted(_with_names(query, found), key=lambda one: -one.score)


def _counted(query: Query, word: Wanted) -> Case:
    """1 for a word in a name, less elsewhere, or where it only begins a word."""
    whens = []
    for place, value in PLACES.items():
        whens += [
            (value, word.asked(place)),
            (value * BEGUN, word.begun(place)),
            (value * MEANT, query.corrected(word, place)),
            (value * CALLED, word.called(place)),
        ]
    whens.sort(key=lambda pair: -pair[0])
    cases = [When(_matches([asked]), then=Value(value)) for value, asked in whens if asked]
    return Case(*cases, default=Value(0.0), output_field=FloatField())


def _about(query: Query) -> Any:
    if not query.topics:
        return Value(0.0)
    whens = [
        When(_matches([quoted(f"#{topic}")]), then=Value(TOPIC / (1 + place)))
        for place, topic in enumerate(query.topics)
    ]
    return Case(*whens, default=Value(0.0), output_field=FloatField())


def _with_names(query: Query, rows: Iterable[tuple[Any, ...]]) -> Iterator[Hit]:
    """A hit of each of ``rows``; the first of them earn for the name (or title) that is most like
    the query."""
    for place, (pk, kind, organisation, points, titles, called) in enumerate(rows):
        names = map(plain, titles.values()) if kind == Kind.OFFER else called.split(" | ")
        earned = _named(query, names) if place < COMPARED else 0.0
        yield Hit(pk, kind, organisation, points + earned)


def _named(query: Query, names: Iterable[str]) -> float:
    alike = max((_likeness(query.text, name) for name in names), default=0.0)
    return ALIKE * alike + (NAMED if alike == 1 else 0)


def _likeness(text: str, name: str) -> float:
    """0 to 1; the order of the words counts little."""
    ordered = fuzz.ratio(text, name)
    return float(max(ordered, 0.95 * fuzz.token_sort_ratio(text, name))) / 100


class _Shares:
    """How many of the profiles have a word, by the statistics of the database."""

    SECONDS = 60
    ASKED = """
    SELECT unnest(most_common_elems::text::text[]), unnest(most_common_elem_freqs)
    FROM pg_stats WHERE tablename = 'partners_matchprofile' AND attname = 'found_by'
    """

    def __init__(self) -> None:
        self._by_lexeme: dict[str, float] = {}
        self._until = 0.0

    def of(self, lexeme: str) -> float:
        if time.monotonic() > self._until:
            with connection.cursor() as cursor:
                cursor.execute(self.ASKED)
                self._by_lexeme = {word: share for word, share in cursor.fetchall() if word}
            self._until = time.monotonic() + self.SECONDS
        return self._by_lexeme.get(lexeme, RARE)


_shares = _Shares()


def _rarity(word: Wanted) -> float:
    share = max((_shares.of(one) for one in word.exact), default=RARE)
    return math.log(1 + 1 / max(share, RARE))
