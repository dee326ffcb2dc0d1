"""When a thing is free: plain arithmetic on moments, nearest first."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chamber.bookings.wallclock import BRUSSELS

HORIZON = timedelta(days=31)  # how far before and after the wish we look


class Period(NamedTuple):
    """From ``start`` until just before ``end``."""

    start: datetime
    end: datetime


def free_slots(
    taken: Iterable[Period],
    *,
    length: timedelta,
    around: datetime,
    earliest: datetime | None = None,
    count: int = 3,
    opens: time = time(8),
    closes: time = time(20),
    zone: ZoneInfo = BRUSSELS,
) -> list[Period]:
    """The ``count`` slots of ``length`` that start nearest to ``around``, nearest first.

    They overlap neither ``taken`` nor each other, start at ``earliest`` or later and lie between
    ``opens`` and ``closes`` of one day in ``zone``. A length that does not fit between the two is
    looked for from midnight to midnight, one longer than a day without regard to days. Fewer come
    back when the ``HORIZON`` around the wish holds no more. Moments are aware and returned in UTC.
    """
    around = around.astimezone(UTC)
    earliest = max(earliest or around - HORIZON, around - HORIZON).astimezone(UTC)
    busy = sorted(Period(start.astimezone(UTC), end.astimezone(UTC)) for start, end in taken)
    slots = [
        slot
        for window in _windows(length, around, opens, closes, zone)
        for gap in _gaps(Period(max(window.start, earliest), window.end), busy)
        for slot in _fitted(gap, length, around, count)
    ]
    return sorted(slots, key=lambda slot: (abs(slot.start - around), slot.start))[:count]


def _windows(
    length: timedelta, around: datetime, opens: time, closes: time, zone: ZoneInfo
) -> Iterator[Period]:
    """The stretches of time a slot must lie within."""
    today = around.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(-HORIZON.days, HORIZON.days + 1)]
    day_hours = datetime.combine(today, closes) - datetime.combine(today, opens)
    for day in days:
        if length <= day_hours:
            yield Period(_moment(day, opens, zone), _moment(day, closes, zone))
        elif length <= timedelta(days=1):
            yield Period(*(_moment(d, time(), zone) for d in (day, day + timedelta(days=1))))
    if length > timedelta(days=1):
        yield Period(_moment(days[0], time(), zone), _moment(days[-1], time(), zone))


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def _gaps(window: Period, busy: list[Period]) -> Iterator[Period]:
    """What ``busy``, sorted by start, leaves of ``window``."""
    start = window.start
    for period in busy:
        if period.start >= window.end:
            break
        if period.start > start:
            yield Period(start, period.start)
        start = max(start, period.end)
    if start < window.end:
        yield Period(start, window.end)


def _fitted(gap: Period, length: timedelta, around: datetime, count: int) -> Iterator[Period]:
    """Up to ``count`` slots to either side of the one in ``gap`` that is nearest to ``around``."""
    if gap.end - gap.start < length:
        return
    nearest = min(max(around, gap.start), gap.end - length)
    for step in range(1 - count, count):
        start = nearest + step * length
        if gap.start <= start and start + length <= gap.end:
            yield Period(start, start + length)
