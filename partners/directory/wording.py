"""The lexemes a profile is found by, and those a query asks for.

``nl:hav`` is a stem of one language, ``=haven`` a spelling whatever the language and script,
``#logistics`` a topic with all above it, ``number:0248399380`` one of a register. Each has the
weight of the best place it stands in: A a name or title, B a keyword, number or place, C a text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partners.directory.spelling import spelled
from partners.matching.stems import stem, words
from partners.names import is_cyrillic, latin

if TYPE_CHECKING:
    from partners.matching.profiles import Said

PREFIX = 3  # letters from which the beginning of a word is enough
DIGITS = 5  # from which a query is a number of a register
MOST = 12  # words of a query
LATIN = ("en", "nl", "fr")


def lexemes(said: "Said", topics: Iterable[str]) -> dict[str, str]:
    """Lexeme -> weight of what somebody says of themselves; ``topics`` are closed upwards."""
    found = {f"#{topic}": "B" for topic in topics}
    found |= {f"number:{one}": "B" for value in said.numbers for one in _numbers(value)}
    texts = [(language, text, "C") for language, text in said.texts.items()]
    texts += [("", word, "B") for word in said.keywords]
    texts += [("", name, "A") for name in said.names]
    texts += [(language, title, "A") for language, title in said.titles.items()]
    for language, text, weight in texts:  # the better places come later
        languages = (language,) if language else languages_of(text)
        found |= dict.fromkeys(of_text(text, languages), weight)
    return found


def of_text(text: str, languages: Iterable[str]) -> Iterator[str]:
    """Its stems in each of ``languages`` and its spellings."""
    for language in languages:
        for word in words(text, language):
            yield from _roots(word, language)
    yield from (f"={one}" for one in spelled(text))


def _roots(word: str, language: str) -> Iterator[str]:
    root = stem(word, language)
    if root:
        yield f"{language}:{root}"
    if root and language == "uk":  # for those who type it in Latin letters
        yield from (f"={one}" for one in spelled(latin(root)))


def languages_of(text: str) -> tuple[str, ...]:
    """Those that words may be of when nobody says the language."""
    return ("uk",) if is_cyrillic(text) else LATIN


def _numbers(value: str) -> set[str]:
    """A number of a register as it stands, and without the letters of its country."""
    compact = re.sub(r"\W", "", value).lower()
    return {compact, re.sub(r"\D", "", compact)} - {""}


def written(found: Mapping[str, str]) -> str:
    """As the input of a ``tsvector``: each lexeme at one place with its weight."""
    return " ".join(f"{quoted(lexeme)}:1{weight}" for lexeme, weight in sorted(found.items()))


def quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


@dataclass(frozen=True)
class Wanted:
    """One word of a query: the lexemes that are this word, beginnings that may be, and what the
    same thing is called otherwise or elsewhere (``meanings``: all lexemes of one of them)."""

    word: str
    exact: frozenset[str]
    begins: frozenset[str] = frozenset()
    meanings: tuple[frozenset[str], ...] = ()

    def asked(self, weights: str = "") -> str:
        """A ``tsquery`` for the word itself, in places of these ``weights`` only."""
        return any_of(self.exact, weights)

    def begun(self, weights: str = "") -> str:
        """For words that begin so."""
        return any_of(self.begins, f"*{weights}")

    def called(self, weights: str = "") -> str:
        """For the other names of the thing."""
        return " | ".join(f"({all_of(one, weights)})" for one in self.meanings)


def any_of(lexemes: Iterable[str], weights: str = "") -> str:
    return " | ".join(_marked(lexemes, weights))


def all_of(lexemes: Iterable[str], weights: str = "") -> str:
    return " & ".join(_marked(lexemes, weights))


def _marked(lexemes: Iterable[str], weights: str) -> list[str]:
    suffix = f":{weights}" if weights else ""
    return [f"{quoted(one)}{suffix}" for one in sorted(lexemes)]


def wanted(query: str) -> list[Wanted]:
    """The words of ``query`` in their order; those that say nothing only if there is no other."""
    compact = re.sub(r"\W", "", query)
    if sum(letter.isdigit() for letter in compact) >= DIGITS:
        return [Wanted(query, frozenset(f"number:{one}" for one in _numbers(query)))]
    said = words(query, languages_of(query)[0])
    found = [_wanted(word) for word in dict.fromkeys(said)]
    telling = [one for one in found if any(":" in lexeme for lexeme in one.exact)]
    return (telling or [one for one in found if one.exact])[:MOST]


def _wanted(word: str) -> Wanted:
    spellings = list(spelled(word))
    roots = (root for language in languages_of(word) for root in _roots(word, language))
    exact = frozenset([*(f"={one}" for one in spellings), *roots])
    begins = (f"={one}" for one in spellings if len(one) >= PREFIX or len(word) == 2)
    return Wanted(word, exact, frozenset(begins))
