"""Rows that are not taken as they stand in the file: corrected in place, left out, taken up again.

Who changes a cell says what they saw in it, so that nobody writes over what they have not read; the
import itself is locked meanwhile, so that no check and no worker comes between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from partners.importing import leftovers
from partners.importing.judging import CHANGING, REFUSED, Outcome, Verdict, judge
from partners.importing.known import Known
from partners.importing.rows import Reader
from partners.importing.seen import Seen
from partners.importing.tables import Record
from partners.models import ImportRow, ImportRun

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = ImportRow.State
Cell = tuple[str, str]  # as it was seen, and as it shall be
SOME = 500  # rows looked at together
FOUND = ("state", "is_duplicate", "changes", "found")


class Closed(Exception):
    """The import is at work, or the row has been applied."""


@dataclass
class Meanwhile(Exception):
    """Somebody else wrote something else into cells (by column) of ``row``."""

    row: ImportRow
    columns: list[int]


def put_by(run: ImportRun, outcomes: Sequence[Outcome]) -> None:
    """Keep those of ``outcomes`` that are refused, to be corrected."""
    ImportRow.objects.bulk_create(
        _found(
            ImportRow(
                run=run,
                number=one.row.number,
                cells=one.row.cells,
                fault="" if one.row.cells else one.messages[0].words,
            ),
            one,
        )
        for one in outcomes
        if one.verdict in REFUSED
    )


def begin(run: ImportRun, *, after: int) -> set[int]:
    """Forget what a check found below row ``after`` and nobody touched; the rows that the check is
    to leave out, because people have seen to them."""
    run.rows.filter(changed_at=None, number__gt=after).delete()
    return set(run.rows.touched().values_list("number", flat=True))


def look_again(run: ImportRun, reader: Reader, seen: Seen) -> None:
    """What becomes of the rows that people corrected, after all the others have been ``seen``."""
    touched = run.rows.touched().filter(state__in=(State.WRONG, State.RIGHT)).iterator()
    while rows := list(islice(touched, SOME)):
        outcomes = judge([reader.read(record_of(row)) for row in rows], seen=seen)
        for row, outcome in zip(rows, outcomes, strict=True):
            _found(row, outcome)
        ImportRow.objects.bulk_update(rows, FOUND)


def settle(rows: Sequence[ImportRow], outcomes: Sequence[Outcome]) -> None:
    """``rows`` are applied as ``outcomes`` say; what the directory refused is wrong again."""
    for row, outcome in zip(rows, outcomes, strict=True):
        _found(row, outcome)
        if outcome.verdict not in REFUSED:
            row.state = State.APPLIED
    ImportRow.objects.bulk_update(rows, FOUND)


def look(row: ImportRow) -> Outcome:
    """What ``row`` says as it stands now, beside the directory and the other rows of the file."""
    run = row.run
    reader = Reader(headers=run.headers, mapping=run.mapping, known=Known.load())
    read = reader.read(record_of(row))
    if read.faults:
        return Outcome(read, Verdict.WRONG, read.faults)
    [outcome] = judge([read], seen=_seen(row, reader))
    return outcome


@transaction.atomic
def correct(row: ImportRow, cells: Mapping[int, Cell], *, by: "User") -> ImportRow:
    """Write ``cells`` (by column) into ``row`` and look at it again.

    Raises Meanwhile if one of them is no longer what was seen, Closed if nothing can be changed.
    """
    row = _held(row)
    now = list(_filled(row.cells, len(row.run.headers)))
    lost = [at for at, known in cells.items() if _same(now[at]) not in map(_same, known)]
    if lost:
        raise Meanwhile(row, lost)
    row.cells = [cells[at][1] if at in cells else words for at, words in enumerate(now)]
    row.fault = ""
    return _changed(_found(row, look(row)), "row_corrected", by=by)


@transaction.atomic
def leave_out(row: ImportRow, *, by: "User") -> ImportRow:
    """Set ``row`` aside; raises Closed."""
    row = _held(row)
    row.state, row.changes = State.ASIDE, False
    return _changed(row, "row_left_out", by=by)


@transaction.atomic
def take_up(row: ImportRow, *, by: "User") -> ImportRow:
    """Take ``row`` in again; raises Closed."""
    row = _held(row)
    return _changed(_found(row, look(row)), "row_taken_up", by=by)


def record_of(row: ImportRow) -> Record:
    return Record(row.number, row.cells, row.fault)


def _held(row: ImportRow) -> ImportRow:
    """``row`` as it is now, nobody else's until the end of the transaction."""
    runs = ImportRun.objects.select_for_update(of=["self"]).select_related("job")
    run = runs.defer("verdicts", "sample").get(pk=row.run_id)
    row = ImportRow.objects.select_for_update(no_key=True).get(pk=row.pk)
    row.run = run
    if not run.may_be_corrected or row.state == State.APPLIED:
        raise Closed
    return row


def _changed(row: ImportRow, verb: str, *, by: "User") -> ImportRow:
    row.by, row.changed_at = by, timezone.now()
    row.save()
    row.run.log(verb, by=by, row=row.number)
    return row


def _found(row: ImportRow, outcome: Outcome) -> ImportRow:
    row.state = State.WRONG if outcome.verdict in REFUSED else State.RIGHT
    row.is_duplicate = outcome.verdict == Verdict.DUPLICATE
    row.changes = outcome.verdict in CHANGING
    row.found = outcome.shown()
    return row


def _same(words: str) -> str:
    """A browser writes line ends in its own way."""
    return " ".join(words.split())


def _filled(cells: Sequence[str], width: int) -> Iterator[str]:
    return (cells[at] if at < len(cells) else "" for at in range(width))


def _seen(row: ImportRow, reader: Reader) -> Seen:
    """The other rows of the file as they stand now."""
    apart, right = set(), []
    for other in row.run.rows.only("number", "state", "cells", "fault", "run").iterator():
        apart.add(other.number)
        if other.state == State.RIGHT and other.pk != row.pk:
            right.append(other)
    seen = Seen()
    for name, pair in leftovers.kept(row.run):
        seen.put(name, pair)
    seen = seen.without(apart)
    for other in right:
        seen.earlier(reader.read(record_of(other)))
    return seen
