"""Words cut down to what their forms have in common, in the four languages of the portal."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from pymorphy3 import MorphAnalyzer
from Stemmer import Stemmer

SNOWBALL = {"en": "english", "nl": "dutch_porter", "fr": "french"}
# In Ukrainian an apostrophe stands inside a word (п'ять), in the others between two (l'eau).
WORD = {"uk": re.compile(r"[^\W_]+(?:'[^\W_]+)*")}
ANY_WORD = re.compile(r"[^\W_]+")
APOSTROPHES = str.maketrans("’ʼ`´", "''''")
SHORTEST = 3  # letters; shorter ones count with a figure in them (5G)
# Ukrainian words that carry no meaning of their own are known by their part of speech.
SILENT = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "PRED"}
COMMON = {
    "en": "the and for with from that this these those are was were has have had not but its their"
    " they them which who whom what when where while into onto over under between about after"
    " before than then more most some any all each every other such also can could may might must"
    " shall should will would been being per via our your his her own both through without within",
    "nl": "een het van voor met door bij aan uit dat die deze dit zijn was waren wordt worden werd"
    " heeft hebben had niet maar ook nog als dan naar over onder tussen tegen tot zonder binnen"
    " haar hun hij zij wij ons onze men meer meest elke ieder iedere alle andere kan kunnen moet"
    " moeten mag mogen zal zullen zou zouden waar wanneer waarbij daarmee hiermee zodat om",
    "fr": "les des une aux par pour avec sans dans sur sous entre vers chez est sont était ont"
    " avait être avoir pas mais aussi plus moins que qui dont quoi quand comme leur leurs son ses"
    " nos notre vos votre cette ces cet elle elles ils nous vous chaque tout tous toute toutes"
    " autre autres peut peuvent doit doivent afin ainsi lors",
    "uk": "бути мати могти який свій весь цей той такий інший кожний щоб якщо тому також потрібний",
}
SILENT_STEMS = {language: frozenset(words.split()) for language, words in COMMON.items()}


def stems(text: str, language: str) -> list[str]:
    """The stems of ``text`` in its order, without words that carry no meaning of their own.

    Ukrainian words come in their dictionary form, others as Snowball cuts them, without accents.
    """
    found = (stem(word, language) for word in words(text, language))
    return [one for one in found if one]


def words(text: str, language: str) -> list[str]:
    """The words of ``text`` in lower case, as they stand."""
    plain = unicodedata.normalize("NFC", text).lower().translate(APOSTROPHES)
    return WORD.get(language, ANY_WORD).findall(plain)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """What the forms of ``word`` (in lower case) share; empty for one that says nothing."""
    if (len(word) < SHORTEST and word.isalpha()) or word.isdigit():
        return ""
    if word in SILENT_STEMS.get(language, ()):
        return ""
    if language == "uk":
        return _dictionary_form(word)
    return _bare(_cut(word, _snowball(SNOWBALL[language]))) if language in SNOWBALL else word


def _cut(word: str, snowball: Any) -> str:
    """Cut until nothing more comes off: Dutch "havens" becomes "haven", and that "hav"."""
    rest = str(snowball.stemWord(word))
    return rest if len(rest) >= len(word) else _cut(rest, snowball)


def _dictionary_form(word: str) -> str:
    likeliest = _ukrainian().parse(word)[0]
    silent = likeliest.tag.POS in SILENT or likeliest.normal_form in SILENT_STEMS["uk"]
    return "" if silent else str(likeliest.normal_form)


def _bare(word: str) -> str:
    """Without marks, so that "énergie" and "energie" of a hasty writer meet."""
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _snowball(name: str) -> Any:
    return Stemmer(name, 0)  # without a cache of its own: see stem


@cache
def _ukrainian() -> MorphAnalyzer:
    return MorphAnalyzer(lang="uk")
