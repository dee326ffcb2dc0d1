"""Where something stands against its target and against the calendar.

Progress ``p = v / t`` and expected share ``e = (today - t0) / (t1 - t0)``, both clipped to 0-1. On
track while ``p >= e - 0.05``, behind while ``p >= e - 0.20``, else off track (domain.md, citizens).
"""

from dataclasses import dataclass
from datetime import date

ON_TRACK, BEHIND, OFF_TRACK, UNKNOWN = "on track", "behind", "off track", "unknown"
_LATE, _VERY_LATE = 0.05, 0.20


@dataclass(frozen=True)
class Progress:
    """Shares from 0 to 1 and the verdict."""

    reached: float
    expected: float
    verdict: str

    @property
    def percent(self) -> int:
        return round(100 * self.reached)

    @property
    def expected_percent(self) -> int:
        return round(100 * self.expected)


def progress(
    value: float | None, *, target: float, start: date, end: date, today: date
) -> Progress:
    """``value`` of ``target`` between two days; an unknown value is neither on nor off track.

    Raises ValueError unless ``end`` is after ``start`` and the target is positive.
    """
    if end <= start or target <= 0:
        raise ValueError("A target is positive and ends after it starts.")
    expected = _clip((today - start).days / (end - start).days)
    if value is None:
        return Progress(0, expected, UNKNOWN)
    reached = _clip(value / target)
    behind_by = round(expected - reached, 9)
    if behind_by <= _LATE:
        return Progress(reached, expected, ON_TRACK)
    return Progress(reached, expected, BEHIND if behind_by <= _VERY_LATE else OFF_TRACK)


def _clip(share: float) -> float:
    return min(max(share, 0.0), 1.0)
