"""Going through a file before anything is written: counts, the first rows of each sort, the wrong
rows to be corrected."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Self

from django.utils.translation import gettext as _

from partners.importing import corrections, leftovers, tables
from partners.importing.judging import REFUSED, Outcome, Verdict, judge
from partners.importing.known import Known
from partners.importing.rows import Message, Reader
from partners.importing.seen import Seen
from partners.importing.tables import Record
from partners.models import ImportRun

CHUNK = 500  # rows looked up and written at once
SLICE = 180.0  # seconds of work before a job hands over to the next one
FIRST = 10  # rows of each sort that are shown
COUNTED = {verdict: verdict.name.lower() for verdict in Verdict}
Progress = Callable[[int, int, str], None]
Tell = Callable[[Message], None]


def quiet(done: int, total: int, words: str = "") -> None:
    """Progress that nobody looks at."""


@dataclass
class Findings:
    """What was found up to row ``row``; enough to go on from there."""

    row: int = 1
    counts: Counter[str] = field(default_factory=Counter)
    sample: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    verdicts: list[str] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)

    @classmethod
    def of(cls, run: ImportRun) -> Self:
        """What an earlier call left, or nothing yet."""
        found = cls()
        for name, value in leftovers.kept(run):
            if not found.seen.put(name, value):
                setattr(found, name, Counter(value) if name == "counts" else value)
        return found

    def keep(self, run: ImportRun) -> None:
        """Line by line: the whole as one JSON would take its memory twice."""
        small = ((name, value) for name, value in vars(self).items() if name != "seen")
        leftovers.keep(run, chain(small, self.seen.pairs()))

    def take(self, chunk: Sequence[Record], outcomes: Sequence[Outcome]) -> None:
        self.row = chunk[-1].number
        self.verdicts.append(_letters(chunk, outcomes))
        for outcome in outcomes:
            self._note(outcome)

    def _note(self, outcome: Outcome) -> None:
        noted = ["noted"] if outcome.messages and outcome.verdict not in REFUSED else []
        for name in [COUNTED[outcome.verdict], *noted]:
            self.counts[name] += 1
            shown = self.sample.setdefault(name, [])
            if len(shown) < FIRST and outcome.verdict not in REFUSED:
                shown.append(outcome.shown())


def check(
    run: ImportRun,
    progress: Progress = quiet,
    *,
    tell: Tell = lambda message: None,
    seconds: float = SLICE,
) -> bool:
    """Weigh every row of ``run``; False if the time is up and another call has to go on."""
    end = time.monotonic() + seconds
    findings = Findings.of(run)
    reader = Reader(headers=run.headers, mapping=run.mapping, known=Known.load())
    apart = corrections.begin(run, after=findings.row)
    for chunk in chunks(run, after=findings.row):
        own = [record for record in chunk if record.number not in apart]
        outcomes = outcomes_of(own, reader, seen=findings.seen)
        findings.take(chunk, outcomes)
        corrections.put_by(run, outcomes)
        for message in (one for outcome in outcomes for one in outcome.messages):
            tell(message)
        progress(findings.row - 1, max(run.counts["lines"], findings.row), _("Checking the rows"))
        if time.monotonic() > end:
            findings.keep(run)
            return False
    corrections.look_again(run, reader, findings.seen)
    _finish(run, findings, apart=len(apart))
    return True


def chunks(run: ImportRun, *, after: int) -> Iterator[list[Record]]:
    """The rows of the file below row ``after``, some hundreds at a time."""
    with run.file.open("rb") as file:
        rows = tables.records(file.file, encoding=run.encoding, delimiter=run.delimiter)
        left = (row for row in rows if row.number > after)
        while chunk := list(islice(left, CHUNK)):
            yield chunk


def outcomes_of(
    chunk: Sequence[Record], reader: Reader, *, seen: Seen | None = None, lock: bool = False
) -> list[Outcome]:
    """What is to be done with the rows of ``chunk`` that are not blank."""
    rows = [reader.read(record) for record in chunk if not is_blank(record)]
    return judge(rows, seen=seen, lock=lock)


def is_blank(record: Record) -> bool:
    return not record.fault and not any(map(str.strip, record.cells))


def _letters(chunk: Sequence[Record], outcomes: Sequence[Outcome]) -> str:
    verdicts = {outcome.row.number: outcome.verdict for outcome in outcomes}
    return "".join(verdicts.get(record.number, Verdict.BLANK) for record in chunk)


def _finish(run: ImportRun, findings: Findings, *, apart: int) -> None:
    rows = {name: findings.counts[name] for name in COUNTED.values() if name != "blank"}
    run.counts = {
        "lines": findings.row - 1,
        "rows": sum(rows.values()) + apart,
        **rows,
        "noted": findings.counts["noted"],
    }
    run.sample, run.verdicts = findings.sample, "".join(findings.verdicts)
    run.state = ImportRun.State.CHECKED
    run.save(update_fields=["counts", "sample", "verdicts", "state"])
    leftovers.keep(run, findings.seen.pairs())
