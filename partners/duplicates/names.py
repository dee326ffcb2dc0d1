"""The names of organisations, word by word: without legal forms, in one alphabet, the same word in
any of the languages. Plain Python."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, Self

from partners.alphabet import plain
from partners.duplicates import vocabulary

IDEA, ADJECTIVE = 0.3, 0.7  # what words of many names weigh beside those of one
PATRONYMIC = 0.2
DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
ELISION = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)
CYRILLIC = re.compile("[Ѐ-ӿ]")
GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
PATRONYMICS = re.compile(r"[a-z]{3,}(ovi4|evi4|iovi4|ievi4|ivna|ovna|evna|iovna)")
# In this order; each line is how one sound is written in English, German, French, Dutch, Polish.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|schtsch|sjtsj|szcz|chtch", "sh"),
        ("tsch|tsj|tch|cz", "ch"),
        ("sch|sj|sz|sh", "s"),
        ("dzh|zh", "j"),
        ("ts|tz", "c"),
        ("kh|gh", "h"),
        ("ck", "k"),
        ("ch", "4"),  # one sign for one sound
        ("ph", "f"),
        ("th", "t"),
        ("qu", "kv"),
        ("c(?=[aourlstn]|k|$)", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("g", "h"),
        ("oe|ou", "u"),
        ("^eu|^yev|^iev", "ev"),
        ("j(?=[aeu])", "i"),
        ("y", "i"),
        ("off$", "ov"),
    )
]
DOUBLED = re.compile(r"(.)\1+")
CITY_WORDS = frozenset(("m", "misto", "city", "stad", "ville", "hor"))
ROMAN = re.compile(r"[ivx]{1,4}")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One plain ``word`` so that the ways of writing it fall together: "khvylia", "hvilya"."""
    return DOUBLED.sub(r"\1", sounds(word)) if len(word) > 2 and not word.isdigit() else word


@lru_cache(maxsize=100_000)
def sounds(word: str) -> str:
    """``word`` as ``fold`` writes it, with its double letters."""
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _folded(text: str) -> list[str]:
    return [fold(word) for word in plain(text).split()]


def _table(lines: str) -> tuple[dict[str, str], dict[str, str]]:
    """({beginning: idea}, {whole word: idea}) of a list in the vocabulary."""
    begins, whole = {}, {}
    for line in lines.strip().splitlines():
        words, _bar, idea = line.partition("|")
        for word in words.split():
            key = fold(plain(word.removesuffix(".")))
            if word.endswith(".") or len(key) < 4:
                whole[key] = idea
            else:
                begins[key] = idea
    return begins, whole


def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in vocabulary.PLACES.strip().splitlines():
        first, *others = line.split()
        for name in (first, *others):
            found[fold(plain(name))] = first
    return found


_IDEAS, _ADJECTIVES = _table(vocabulary.IDEAS), _table(vocabulary.ADJECTIVES)
_PLACES = _places()
_FORMS = frozenset(fold(plain(word)) for word in vocabulary.FORMS.split())
_CYRILLIC_FORMS = frozenset(fold(plain(word)) for word in vocabulary.CYRILLIC_FORMS.split())
_SILENT = frozenset(fold(plain(word)) for word in vocabulary.SILENT.split())
_AND = frozenset(fold(plain(word)) for word in ("en", "et", "und", "and", "і", "й", "та", "и"))
_LONG = sorted(
    (
        tuple(_folded(form))
        for line in vocabulary.LONG_FORMS.splitlines()
        for form in line.split("|")
    ),
    key=len,
    reverse=True,
)
_LONG_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _form in filter(None, _LONG):
    _LONG_BY_FIRST.setdefault(_form[0], []).append(_form)
_PARTS = frozenset(vocabulary.PARTS.split())
_PART_WORDS = _table(vocabulary.PART_WORDS)
# Endings of Ukrainian and Russian adjectives, folded: "odeska" and "odeskii" are of "odes".
_ADJECTIVAL = re.compile(r"(sk)(a|e|ii|i|oi|oho|ih|im|omu|oiu|aia|oie|ei)$")


@dataclass(frozen=True)
class Word:
    """``key`` is the same for the same word in other languages and scripts; ``sort`` is word,
    idea, adjective, place, number or part."""

    key: str
    text: str  # folded
    plain: str
    written: str = ""  # in small letters
    loose: str = ""  # folded, with its double letters
    sort: str = "word"
    capital: bool = False  # written in capitals alone: may be an abbreviation
    cyrillic: bool = False

    @cached_property
    def weight(self) -> float:
        if self.sort == "word" and (len(self.text) == 1 or PATRONYMICS.fullmatch(self.text)):
            return PATRONYMIC
        return {"idea": IDEA, "adjective": ADJECTIVE}.get(self.sort, 1.0)


@dataclass(frozen=True)
class Name:
    """A name as somebody wrote it, and its words that count."""

    written: str
    words: tuple[Word, ...]
    whole: str = ""  # all its letters, but for legal forms: van den Bossche, Vandenbossche

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(sorted({word.key for word in self.words}))

    @cached_property
    def joined(self) -> str:
        return "".join(word.text for word in self.words)

    @cached_property
    def plain(self) -> str:
        return " ".join(word.plain for word in self.words)

    @cached_property
    def letters(self) -> str:
        return "".join(word.plain for word in self.words)

    @cached_property
    def is_cyrillic(self) -> bool:
        return any(word.cyrillic for word in self.words)

    @cached_property
    def initials(self) -> str:
        return initials_of(self.words)


def initials_of(words: Iterable[Word]) -> str:
    """As one would write the abbreviation, in Latin letters: "khnu" for ХНУ."""
    return plain("".join(word.written[0] for word in words))


class _Part(NamedTuple):
    token: str
    plain: str
    written: str
    capital: bool
    cyrillic: bool
    is_form: bool

    @classmethod
    def of(cls, part: str) -> Self:
        word = plain(part)
        token = fold(word)
        capital = 2 <= len(part) <= 7 and part.isupper() and not part.isdigit()
        cyrillic = bool(CYRILLIC.search(part))
        forms = _CYRILLIC_FORMS if cyrillic else _FORMS
        return cls(token, word, part.lower(), capital, cyrillic, token in forms)


def plain_parts(text: str) -> list[str]:
    """The words of ``text`` as written; an apostrophe stands inside a word."""
    text = re.sub(r"(?<=\w)['’ʼ`](?=\w)", "", text)
    return [part for part in re.findall(r"[^\W_]+", GLUED.sub(" ", text)) if plain(part)]


@lru_cache(maxsize=20_000)
def name_of(written: str) -> Name:
    """``written`` taken apart."""
    text = ELISION.sub("", written.replace("№", " "))
    text = DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    parts = [_Part.of(part) for part in plain_parts(text)]
    kept = _without_forms(parts)
    short = [one for one in kept if one.token not in _SILENT] or kept
    words = tuple(
        _word(one.token, one.plain, one.written, one.capital, one.cyrillic) for one in short
    )
    return Name(written, words, "".join(one.plain for one in kept if one.token not in _AND))


def names_of(written: Iterable[str], *, french: bool = False) -> tuple[Name, ...]:
    """Each of the names; one in two languages with a stroke between is two. With ``french`` also
    as somebody who writes French may have put it into Latin letters: "Chouravyt"."""
    found: dict[str, Name] = {}
    for one in written:
        readings = list(_readings(one))
        if french and "ch" in one.lower():
            readings.append(re.sub("ch", "sh", re.sub("tch", "cz", one, flags=re.I), flags=re.I))
        for text in readings:
            name = name_of(text)
            if name.words:
                found.setdefault(" ".join(word.text for word in name.words), name)
    return tuple(found.values())


def _readings(written: str) -> Iterator[str]:
    yield written
    outer = re.sub(r"\s*\([^)]*\)", "", written).strip()
    if outer and outer != written:
        yield outer
        for inner in re.findall(r"\(([^)]*)\)", written):
            if _abbreviates(inner, outer):
                yield inner
    halves = re.split(r"\s+[/|–—-]\s+", outer or written)
    if len(halves) == 2 and _say_the_same(*map(name_of, halves)):
        yield from halves


def _say_the_same(one: Name, other: Name) -> bool:
    """Two languages, and not a whole and its part: they have a word or a place in common."""
    whole = all(len(half.words) > 1 for half in (one, other))
    parts = any(word.sort == "part" for word in [*one.words, *other.words])
    return whole and not parts and bool(set(one.keys) & set(other.keys))


def _abbreviates(inner: str, outer: str) -> bool:
    short, whole = name_of(inner), name_of(outer)
    return len(short.words) == 1 and short.joined[:1] in whole.initials[:1] and len(inner) <= 8


def _without_forms(parts: list[_Part]) -> list[_Part]:
    kept, at = [], 0
    while at < len(parts):
        forms = _LONG_BY_FIRST.get(parts[at].token, ())
        length = next((len(one) for one in forms if _begins(parts, at, one)), 0)
        if not length:
            kept.append(parts[at])
        at += length or 1
    return [one for one in kept if not one.is_form] or kept or parts


def _begins(parts: list[_Part], at: int, form: tuple[str, ...]) -> bool:
    return tuple(part.token for part in parts[at : at + len(form)]) == form


@lru_cache(maxsize=50_000)
def _word(token: str, plainly: str, written: str, capital: bool, cyrillic: bool) -> Word:
    key, sort = _meaning(token, capital)
    return Word(key, token, plainly, written, sounds(plainly), sort, capital, cyrillic)


def _meaning(token: str, capital: bool) -> tuple[str, str]:
    """The key and the sort of a folded word."""
    if token.isdigit() or (capital and ROMAN.fullmatch(token)):
        return token.lstrip("0"), "number"
    if place := _place(token):
        return place, "place"
    if _idea(token, _PART_WORDS) is not None:
        return token, "part"
    if idea := _idea(token, _IDEAS):
        return f"={idea}", "part" if idea in _PARTS else "idea"
    if adjective := _idea(token, _ADJECTIVES):
        return f"={adjective}", "adjective"
    return token, "word"


def _place(token: str) -> str:
    stems = (token, *(_ADJECTIVAL.sub(end, token) for end in ("", "s", "sk")))
    return next((_PLACES[stem] for stem in stems if stem in _PLACES), "")


@lru_cache(maxsize=50_000)
def place_of(city: str) -> str:
    """A key for a city, the same in all languages: "antwerp" for Антверпен and Anvers."""
    tokens = [fold(plain(part)) for part in plain_parts(re.sub(r"\(.*?\)|\d+", " ", city))]
    tokens = [token for token in tokens if token not in CITY_WORDS]
    known = next(filter(None, map(_place, tokens)), "") if len(tokens) < 3 else ""
    return known or "".join(tokens)


def _idea(token: str, table: tuple[dict[str, str], dict[str, str]]) -> str | None:
    begins, whole = table
    if token in whole:
        return whole[token]
    for length in range(len(token), 3, -1):
        if token[:length] in begins:  # what follows is an ending, not another word
            return begins[token[:length]] if len(token) - length <= (length > 4) * 2 + 3 else None
    return None
