"""What a clock on a wall in Brussels shows, as a moment."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class NoSuchTime(ValueError):
    """The clock skips this time when summer time begins."""


class TimeTwice(ValueError):
    """The clock shows this time twice when summer time ends."""


def moment(day: date, clock: time, *, zone: ZoneInfo = BRUSSELS) -> datetime:
    """The one moment at which the clock in ``zone`` shows this, or the error that says why not."""
    shown = datetime.combine(day, clock, tzinfo=zone)
    there_and_back = shown.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != shown.replace(tzinfo=None):
        raise NoSuchTime(shown)
    if shown.utcoffset() != shown.replace(fold=1).utcoffset():
        raise TimeTwice(shown)
    return shown
