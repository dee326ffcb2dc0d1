"""What a thing is called in each language: a word of one finds what is written in another.

``data/thesaurus.jsonl`` has one concept a line: {"en": [terms], "nl": ..., "fr": ..., "uk": ...}.
A term is looked up by the stems of its words, in any order ("nl:water zuiver"), and by its skeleton
("~vod oprisnen") for those who misspell it or type Ukrainian in Latin letters.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from partners.directory import spellings
from partners.directory.spelling import fold
from partners.directory.wording import Wanted, languages_of
from partners.matching.stems import stem, words
from partners.models import ConceptKey
from partners.names import plain

FILE = Path(__file__).parent.parent / "data" / "thesaurus.jsonl"
LONGEST = 3  # words of a term that are looked for together
EDITION = 0  # the concept whose key says which file the others are from
VOWELS = re.compile(r"(?<=...)[aeiou]+$")
AT_ONCE = 5_000
Found = dict[str, list[frozenset[str]]]  # key: what else its concepts are called


def load() -> int:
    """Write the keys of the file if it is another one than before; return how many."""
    text = FILE.read_text(encoding="utf-8")
    edition = hashlib.sha256(text.encode()).hexdigest()
    if ConceptKey.objects.filter(concept=EDITION, key=edition).exists():
        return 0
    return write(map(json.loads, text.splitlines()), edition=edition)


@transaction.atomic
def write(concepts: Iterable[Mapping[str, Sequence[str]]], *, edition: str = "") -> int:
    """Replace all keys by those of ``concepts``."""
    ConceptKey.objects.all().delete()
    keys: dict[int, set[str]] = {EDITION: {edition}}
    for number, terms in enumerate(concepts, EDITION + 1):
        said = ((language, one) for language, several in terms.items() for one in several)
        keys[number] = {key for language, term in said for key in _of_term(term, language)}
    rows = [ConceptKey(concept=number, key=key) for number in keys for key in sorted(keys[number])]
    ConceptKey.objects.bulk_create(rows, batch_size=AT_ONCE)
    spellings.note([{f"={one}": "" for row in rows for one in row.skeletons}])
    return len(rows)


def understood(asked: Sequence[Wanted], *, meant: Mapping[str, Sequence[str]]) -> list[Wanted]:
    """The words of a query with what else each is called; ``meant`` are corrections by skeleton.

    Of several words that are one term each gets the other names of that term.
    """
    several = list(_several(len(asked)))
    said = [one.word for one in asked]
    keys = {span: list(_of_words(said[slice(*span)], meant)) for span in several}
    found = _called({key for some in keys.values() for key in some})
    names: dict[int, tuple[frozenset[str], ...]] = {}
    for span in several:  # the longest first
        places, others = range(*span), _others(keys[span], found)
        if others and not names.keys() & set(places):
            names |= dict.fromkeys(places, others)
    return [replace(one, meanings=names.get(place, ())) for place, one in enumerate(asked)]


def _others(keys: Sequence[str], found: Found) -> tuple[frozenset[str], ...]:
    """By the words as they stand; by their skeletons only if nothing is called so."""
    as_said = [one for key in keys if key[0] != "~" for one in found.get(key, ())]
    others = as_said or [one for key in keys for one in found.get(key, ())]
    return tuple(dict.fromkeys(others))


def _several(count: int) -> Iterator[tuple[int, int]]:
    """(first, end) of neighbouring words, the longest first."""
    for length in range(min(LONGEST, count), 0, -1):
        yield from ((first, first + length) for first in range(count - length + 1))


def _of_term(term: str, language: str) -> Iterator[str]:
    telling = [word for word in words(term, language) if stem(word, language)]
    if telling and len(telling) <= LONGEST:
        yield _key(language, (stem(word, language) for word in telling))
        yield _key("~", map(_skeleton, telling))


def _of_words(some: Sequence[str], meant: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for language in languages_of(" ".join(some)):
        if all(roots := [stem(word, language) for word in some]):
            yield _key(language, roots)
    yield _key("~", map(_skeleton, some))
    folded = [fold(plain(word)) for word in some]
    if any(meant.get(word) for word in folded):
        yield _key("~", (_bare((meant.get(word) or [word])[0]) for word in folded))


def _key(language: str, roots: Iterable[str]) -> str:
    return f"{language}{'' if language == '~' else ':'}{' '.join(sorted(roots))}"[:120]


def _skeleton(word: str) -> str:
    return _bare(fold(plain(word)))


def _bare(skeleton: str) -> str:
    """Without the vowels at its end, which change with case and number."""
    return VOWELS.sub("", skeleton)


def _called(keys: Collection[str]) -> Found:
    concepts = ConceptKey.objects.filter(key__in=keys).values("concept")
    by_concept: dict[int, list[ConceptKey]] = {}
    for row in ConceptKey.objects.filter(concept__in=concepts).order_by("pk"):
        by_concept.setdefault(row.concept, []).append(row)
    found: Found = {}
    for rows in by_concept.values():
        others = [row.lexemes for row in rows if row.lexemes]
        for row in rows:
            if row.key in keys:
                found.setdefault(row.key, []).extend(others)
    return found
