"""What a check leaves beside the file of an import: what it found before its time was up, and which
rows it saw."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from partners.models import ImportRun


def keep(run: ImportRun, pairs: Iterable[tuple[str, Any]]) -> None:
    """Write ``pairs`` down, each a line, for the next call of the check or a look at one row."""
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


def discard_lines(run: ImportRun) -> None:
    """Throw away the lines of ``run`` and what was found in them."""
    if run.file:
        forget(run)
        run.file.delete(save=False)
    if run.pk:
        run.rows.all().delete()


def discard(run: ImportRun) -> None:
    """Throw the files of ``run`` away."""
    discard_lines(run)
    run.workbook.delete(save=False)


def forget_old(run: ImportRun) -> None:
    """Keep of an import that was applied only what it did, of another one nothing."""
    discard(run)
    if run.state == ImportRun.State.APPLIED:
        run.sample, run.verdicts = {}, ""
        run.save(update_fields=["file", "workbook", "sample", "verdicts"])
    else:
        run.delete()


def _path(run: ImportRun) -> Path:
    return Path(f"{run.file.path}.json")
