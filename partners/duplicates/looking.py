"""Looking through the whole directory for organisations that stand in it twice."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from partners.duplicates import blocks
from partners.duplicates.blocks import Pair
from partners.duplicates.scoring import Commonness, Likeness, Reason, Side, compare
from partners.duplicates.sides import sides_of
from partners.models import DuplicatePair, Organisation

CHUNK = 2000  # pairs compared at once
SLICE = 150.0  # seconds of work before a job hands over to the next one
State = DuplicatePair.State
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, words: str = "") -> None:
    """Progress that nobody looks at."""


def look(
    *,
    at: datetime,
    progress: Progress = quiet,
    after: Pair = (0, 0),
    seconds: float = SLICE,
) -> Pair | None:
    """Write down which pairs look like one; where to go on if the time is up, else None.

    ``at`` is when the looking began: pairs that it no longer found are forgotten, decided ones
    never. Doing it again is harmless.
    """
    end = time.monotonic() + seconds
    rows = Organisation.objects.filter(merged_into=None)
    total, told = rows.count(), _("Reading the names")
    with blocks.blocked(rows, lambda done: progress(done, 2 * total, told)) as common:
        candidates, done, apart = blocks.count(), 0, _known_apart()
        while found := blocks.pairs(after=after, at_most=CHUNK):
            _write(found, common, apart, at)
            after, done = found[-1], done + len(found)
            share = total + int(total * done / candidates)
            progress(share, max(2 * total, share + 1), _("Comparing the pairs"))
            if time.monotonic() > end:
                return after
    DuplicatePair.objects.filter(state=State.NEW, found_at__lt=at).delete()
    return None


def reasons_kept(likeness: Likeness) -> list[dict[str, Any]]:
    return [
        {"what": one.what, "facts": list(one.facts), "weight": round(one.weight, 2)}
        for one in likeness.reasons
    ]


def reasons_of(pair: DuplicatePair) -> list[Reason]:
    return [Reason(one["what"], tuple(one["facts"]), one["weight"]) for one in pair.reasons]


def _write(found: Iterable[Pair], common: Commonness, apart: set[Pair], at: datetime) -> None:
    """Known pairs keep what was decided on them."""
    likely = [
        DuplicatePair(
            first_id=first,
            second_id=second,
            score=likeness.score,
            reasons=reasons_kept(likeness),
            found_at=at,
        )
        for (first, second), likeness in _compared(found, common)
        if likeness.is_likely and (first, second) not in apart
    ]
    DuplicatePair.objects.bulk_create(
        likely,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons", "found_at"],
    )


def _compared(found: Iterable[Pair], common: Commonness) -> Iterator[tuple[Pair, Likeness]]:
    found = list(found)
    known: dict[int, Side] = sides_of({key for pair in found for key in pair})
    for pair in found:
        if pair[0] in known and pair[1] in known:  # not deleted meanwhile
            yield pair, compare(known[pair[0]], known[pair[1]], common)


def _known_apart() -> set[Pair]:
    """Pairs that somebody said are two, also by way of what was merged into them since."""
    into = dict(Organisation.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    said = DuplicatePair.objects.filter(state=State.DIFFERENT).values_list("first", "second")
    return {_in_order(_end(first, into), _end(second, into)) for first, second in said}


def _end(key: int, into: dict[int, Any]) -> int:
    while key in into:
        key = into[key]
    return key


def _in_order(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
