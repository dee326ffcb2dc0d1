"""What people call a country or a language that is stored as its ISO code."""

from functools import cache

from django.utils.translation import get_language
from icu import Locale


def country_name(code: str) -> str:
    """In the reader's language: "BE" is "Belgium"; empty for none."""
    return _country(code, get_language() or "en") if code else ""


def language_name(code: str) -> str:
    """In the reader's language: "nl" is "Dutch"."""
    return _language(code, get_language() or "en")


@cache
def _country(code: str, language: str) -> str:
    return str(Locale("", code).getDisplayCountry(Locale(language)))


@cache
def _language(code: str, language: str) -> str:
    return str(Locale(code).getDisplayLanguage(Locale(language)))
