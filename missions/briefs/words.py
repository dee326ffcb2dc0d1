"""How a brief says names, lists, numbers and days in the language it is printed in."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from icu import ListFormatter, Locale

from chamber.glossary.paper import name

BRUSSELS, KYIV = ZoneInfo("Europe/Brussels"), ZoneInfo("Europe/Kyiv")
LOCALES = {"en": "en_GB"}  # no comma before "and"
# French dots the short weekday, Ukrainian takes a comma and the month in the genitive (E).
WEEKDAY = {"fr": "D. j", "uk": "D, j"}
MONTH = {"uk": "E"}
SMALL = ("nl", "uk")  # "Пн" and "Maandag" with a capital are for calendars only


def city(place: Model, language: str) -> str:
    return name(place, language)["words"]


@cache
def _lists(language: str) -> ListFormatter:
    return ListFormatter.createInstance(Locale(LOCALES.get(language, language)))


def listed(words: Iterable[str], language: str) -> str:
    """ "Antwerp, Ghent and Mol", each once; nothing for no words."""
    return str(_lists(language).format(list(dict.fromkeys(words))))


def number(value: float, decimals: int = 0) -> str:
    """As the active language groups digits: "110,000", "110 000"."""
    return str(number_format(value, decimals, force_grouping=True))


def span(start: datetime, end: datetime, language: str) -> str:
    """ "Mon 10 – Fri 14 May 2027", by the clock of Brussels."""
    first, last = start.astimezone(BRUSSELS), end.astimezone(BRUSSELS)
    day, month = WEEKDAY.get(language, "D j"), MONTH.get(language, "F")
    whole = _said(last, f"{day} {month} Y", language)
    if first.date() == last.date():
        return whole
    pattern = day
    if first.year != last.year:
        pattern = f"{day} {month} Y"
    elif first.month != last.month:
        pattern = f"{day} {month}"
    return f"{_said(first, pattern, language)} – {whole}"


def heading(day: date, language: str) -> str:
    """ "Tuesday 11 May"."""
    pattern = {"uk": "l, j E"}.get(language, "l j F")
    return capfirst(_said(day, pattern, language))


def hours(start: datetime, end: datetime, *, zone: ZoneInfo, day: date) -> str:
    """ "09:30–11:00"; a clock that shows a later day than ``day`` says how much: "00:30 +1"."""
    clocks = [moment.astimezone(zone) for moment in (start, end)]
    said = [f"{clock:%H:%M}{_later((clock.date() - day).days)}" for clock in clocks]
    return "–".join(said)


def _later(days: int) -> str:
    return f" +{days}" if days else ""


def _said(moment: date, pattern: str, language: str) -> str:
    words = str(date_format(moment, pattern, use_l10n=False))
    return words.lower() if language in SMALL else words
