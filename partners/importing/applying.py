"""Writing what a check found, some hundred rows at a time: each chunk is one transaction that also
moves the mark up to which the file is applied, so that no row is ever applied twice."""

import time
from collections.abc import Iterator, Sequence

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from partners.importing import checking, profiling
from partners.importing.checking import COUNTED, REFUSED, SLICE, Progress
from partners.importing.comparing import take
from partners.importing.judging import Outcome, Verdict
from partners.importing.known import Known, settle
from partners.importing.rows import Reader
from partners.importing.tables import Record
from partners.importing.writing import write
from partners.models import ImportRun

LATE = 100  # messages kept about rows that can no longer be applied


class Overtaken(Exception):
    """Another worker applies this file."""


def apply(run: ImportRun, progress: Progress = checking.quiet, *, seconds: float = SLICE) -> bool:
    """Apply the new and changed rows of ``run``; False if the time is up and another call has to
    go on. Raises Overtaken."""
    end = time.monotonic() + seconds
    known = Known.load()
    total = run.to_apply + run.counts.get("applied", 0)
    for chunk in _to_apply(run):
        progress(run.counts.get("applied", 0), total, _("Applying the rows"))
        _apply(run, chunk, known)
        if time.monotonic() > end:
            return False
    run.state = ImportRun.State.APPLIED
    run.save(update_fields=["state"])
    if run.counts.get("applied"):
        profiling.start(by=run.by)
    run.log("imported", by=run.by, rows=run.counts.get("applied", 0))
    progress(total, total, "")
    return True


def _to_apply(run: ImportRun) -> Iterator[list[Record]]:
    """The rows that the check found new or changed and that are not applied yet."""
    wanted = (Verdict.NEW, Verdict.CHANGED)
    for chunk in checking.chunks(run, after=run.counts.get("at", 1)):
        rows = [row for row in chunk if run.verdicts[row.number - 2] in wanted]
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
    good = [one for one in outcomes if one.verdict in (Verdict.NEW, Verdict.CHANGED)]
    settle([spot for one in good for spot in one.row.spots], known)
    with pghistory.context(user=run.by_id):
        write([one.taken or take(one.row, None) for one in good], run=run)
    _mark(run, chunk[-1].number, outcomes)


def _mark(run: ImportRun, row: int, outcomes: Sequence[Outcome]) -> None:
    """``run`` is applied up to ``row``; what the directory no longer takes is said."""
    counts = dict(run.counts)
    counts["at"] = row
    counts["applied"] = counts.get("applied", 0) + len(outcomes)
    for outcome in outcomes:
        name = f"done_{COUNTED[outcome.verdict]}"
        counts[name] = counts.get(name, 0) + 1
    refused = [one for one in outcomes if one.verdict in REFUSED]
    late = [str(message) for one in refused for message in one.messages]
    run.counts = counts
    run.sample["late"] = [*run.sample.get("late", []), *late][:LATE]
    run.save(update_fields=["counts", "sample"])


def _one_at_a_time() -> None:
    """Two imports would make the same place or organisation twice. The second waits for the chunk
    of the first, longer than a page would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50s'")
        cursor.execute("SET LOCAL statement_timeout = '50s'")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('partners.importing'))")
