"""Saying one moment in the two zones of the chamber: Brussels and Kyiv."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

NAMES = {"brussels": "Europe/Brussels", "kyiv": "Europe/Kyiv"}
# "Tue 12 May"; French dots the short weekday, Ukrainian takes a comma and the genitive (E).
DAY_FORMATS = {"fr": "D. j F", "uk": "D, j E"}
DAY_FORMAT = "D j M"


@dataclass(frozen=True)
class Said:
    """What one city's clock shows: ``day`` is empty where the first city has said it."""

    city: str
    day: str
    hours: str
    moment: object


def in_zones(
    start: datetime, end: datetime | None = None, *, first: str = "brussels"
) -> list[Said]:
    """Two ``Said``, the city named ``first`` leading; its day is not repeated while it is the same.

    Over midnight and over several days both ends carry their day, so ``hours`` reads
    "Mon 10 May, 09:00 – Fri 14 May, 16:30" and ``day`` is empty.
    """
    zones = sorted(NAMES.values(), key=lambda zone: zone != NAMES[first])
    clocks = [_clock(zone, start, end) for zone in zones]
    one_day = all(clock[0].date() == clock[-1].date() for clock in clocks)
    same_day = one_day and clocks[0][0].date() == clocks[1][0].date()
    return [
        Said(
            city=str(settings.ZONES[zone]),
            day=day(clock[0]) if one_day and not (same_day and clock is clocks[1]) else "",
            hours=_hours(clock) if one_day else " – ".join(map(_day_and_hour, clock)),
            moment=clock[0],
        )
        for zone, clock in zip(zones, clocks, strict=True)
    ]


def in_words(start: datetime, end: datetime | None = None, *, first: str = "brussels") -> str:
    """The same as one line of plain text, for mails and calendar files."""
    return " / ".join(
        f"{said.day + ', ' if said.day else ''}{said.hours} {said.city}"
        for said in in_zones(start, end, first=first)
    )


def day(moment: datetime) -> str:
    """The day as the active language writes it, with the year unless it is this one."""
    pattern = DAY_FORMATS.get(get_language(), DAY_FORMAT)
    if moment.year != timezone.now().astimezone(moment.tzinfo).year:
        pattern += " Y"
    words = date_format(moment, pattern, use_l10n=False)
    # "Пн" and "Nov" with a capital are for calendars only.
    return words.lower() if get_language() in ("nl", "uk") else words


def _clock(zone: str, *moments: datetime | None) -> list[datetime]:
    return [moment.astimezone(ZoneInfo(zone)) for moment in moments if moment]


def _hours(clock: list[datetime]) -> str:
    return "–".join(f"{moment:%H:%M}" for moment in clock)


def _day_and_hour(moment: datetime) -> str:
    return f"{day(moment)}, {moment:%H:%M}"
