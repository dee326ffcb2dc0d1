"""Writing what a check found, some hundred rows at a time: each chunk is one transaction that also
moves the mark up to which the file is applied, so that no row is ever applied twice."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from partners.importing import checking, corrections, profiling
from partners.importing.checking import CHUNK, COUNTED, SLICE, Progress
from partners.importing.comparing import take
from partners.importing.judging import CHANGING, Outcome, judge
from partners.importing.known import Known, settle
from partners.importing.rows import Reader
from partners.importing.seen import Seen
from partners.importing.tables import Record
from partners.importing.writing import write
from partners.models import ImportRun


class Overtaken(Exception):
    """Another worker applies this file."""


def apply(run: ImportRun, progress: Progress = checking.quiet, *, seconds: float = SLICE) -> bool:
    """Apply the new and changed rows of ``run``, then those that were corrected; False if the time
    is up and another call has to go on. Raises Overtaken."""
    end = time.monotonic() + seconds
    known = Known.load()
    total = run.to_apply + run.applied
    for step in _steps(run, known):
        progress(run.applied, total, _("Applying the rows"))
        step()
        if time.monotonic() > end:
            return False
    told, run.counts["told"] = run.counts.get("told", 0), run.applied
    run.state = ImportRun.State.APPLIED
    run.save(update_fields=["counts", "state"])
    if run.applied:
        profiling.start(by=run.by)
    run.log("imported", by=run.by, rows=run.applied - told)
    progress(total, total, "")
    return True


def _steps(run: ImportRun, known: Known) -> Iterator[Callable[[], None]]:
    """A step for each chunk of the file, then for some of the corrected rows."""
    for chunk in _to_apply(run):
        yield partial(_apply, run, chunk, known)
    while run.rows.waiting().exists():
        yield partial(_apply_corrected, run, known)


def _to_apply(run: ImportRun) -> Iterator[list[Record]]:
    """The rows that the check found new or changed and that are not applied yet."""
    for chunk in checking.chunks(run, after=run.counts.get("at", 1)):
        rows = [row for row in chunk if run.verdicts[row.number - 2] in CHANGING]
        if rows:
            yield rows


@transaction.atomic
def _apply(run: ImportRun, chunk: Sequence[Record], known: Known) -> None:
    _one_at_a_time()
    mark = ImportRun.objects.select_for_update().values_list("counts", flat=True).get(pk=run.pk)
    if mark.get("at") != run.counts.get("at"):
        raise Overtaken
    reader = Reader(headers=run.headers, mapping=run.mapping, known=known)
    outcomes = checking.outcomes_of(chunk, reader, lock=True)
    _write(run, outcomes, known)
    corrections.put_by(run, outcomes)  # what the directory no longer takes
    run.counts = run.counts | {"at": chunk[-1].number}
    _count(run, "applied", outcomes)


@transaction.atomic
def _apply_corrected(run: ImportRun, known: Known) -> None:
    """Apply some of the corrected rows."""
    _one_at_a_time()
    rows = list(run.rows.waiting().select_for_update(no_key=True)[:CHUNK])
    reader = Reader(headers=run.headers, mapping=run.mapping, known=known)
    records = [reader.read(corrections.record_of(row)) for row in rows]
    outcomes = judge(records, seen=Seen(), lock=True) if rows else []
    _write(run, outcomes, known)
    corrections.settle(rows, outcomes)
    run.counts = ImportRun.objects.values_list("counts", flat=True).get(pk=run.pk)
    _count(run, "corrected", outcomes)


def _write(run: ImportRun, outcomes: Sequence[Outcome], known: Known) -> None:
    good = [one for one in outcomes if one.verdict in CHANGING]
    settle([spot for one in good for spot in one.row.spots], known)
    with pghistory.context(user=run.by_id):
        write([one.taken or take(one.row, None) for one in good], run=run)


def _count(run: ImportRun, name: str, outcomes: Sequence[Outcome]) -> None:
    counts = Counter(run.counts)
    counts.update({name: len(outcomes)})
    counts.update(f"done_{COUNTED[outcome.verdict]}" for outcome in outcomes)
    run.counts = dict(counts)
    run.save(update_fields=["counts"])


def _one_at_a_time() -> None:
    """Two imports would make the same place or organisation twice. The second waits for the chunk
    of the first, longer than a page would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50s'")
        cursor.execute("SET LOCAL statement_timeout = '50s'")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('partners.importing'))")
