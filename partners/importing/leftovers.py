"""Files that go with an import: its wrong rows, and what a check found before its time was up."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from chamber.lists.export import neutral
from partners.importing.judging import Outcome
from partners.models import ImportRun


def keep(run: ImportRun, pairs: Iterable[tuple[str, Any]]) -> None:
    """Write ``pairs`` down, each a line, for the next call of the check."""
    path = _path(run)
    with path.with_suffix(".new").open("w") as file:
        file.writelines(f"{json.dumps(pair)}\n" for pair in pairs)
    path.with_suffix(".new").replace(path)  # whole or not at all


def kept(run: ImportRun) -> Iterator[tuple[str, Any]]:
    """What was kept of ``run``, or nothing."""
    if _path(run).exists():
        with _path(run).open() as file:
            yield from map(json.loads, file)


def forget(run: ImportRun) -> None:
    _path(run).unlink(missing_ok=True)


def discard(run: ImportRun) -> None:
    """Throw the files of ``run`` away."""
    if run.file:
        forget(run)
        run.file.delete(save=False)
    run.wrong.delete(save=False)


def forget_old(run: ImportRun) -> None:
    """Keep of an import that was applied only what it did, of another one nothing."""
    discard(run)
    if run.state == ImportRun.State.APPLIED:
        run.sample, run.verdicts = {}, ""
        run.save(update_fields=["file", "wrong", "sample", "verdicts"])
    else:
        run.delete()


def add_wrong(run: ImportRun, outcomes: Sequence[Outcome], *, at: int) -> int:
    """Write ``outcomes`` behind the first ``at`` bytes of the file of wrong rows, which begins
    with the first of them; returns how long it is now."""
    if not outcomes:
        return at
    if not at:
        run.wrong.delete(save=False)
        run.wrong.save("", ContentFile(_header(run)), save=False)
        run.save(update_fields=["wrong"])
        at = run.wrong.size
    with Path(run.wrong.path).open("r+b") as file:
        file.truncate(at)
        file.seek(at)
        file.write(_lines(run, [_cells(run, one) for one in outcomes]))
        return file.tell()


def _header(run: ImportRun) -> bytes:
    return b"\xef\xbb\xbf" + _lines(run, [[*run.headers, _("What is wrong")]])


def _cells(run: ImportRun, outcome: Outcome) -> list[str]:
    """The row as it stood in the file, filled up to the header, and the messages about it."""
    cells = outcome.row.cells[: len(run.headers)]
    cells += [""] * (len(run.headers) - len(cells))
    return [*cells, " ".join(map(str, outcome.messages))]


def _lines(run: ImportRun, rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=run.delimiter)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _path(run: ImportRun) -> Path:
    return Path(f"{run.file.path}.json")
