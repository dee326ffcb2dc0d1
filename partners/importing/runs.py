"""The way of a file into the directory: brought in, mapped and checked, applied, or stopped."""

from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from partners.importing import leftovers, packages, sheets, tables
from partners.models import ImportRun

if TYPE_CHECKING:
    from chamber.accounts.models import User

CHECK, APPLY = "partners.check_import", "partners.apply_import"
State = ImportRun.State


def bring_in(file: BinaryIO, *, name: str, by: "User | None") -> ImportRun:
    """Keep ``file`` as an import to be mapped; raises ``tables.NotATable``.

    Of a workbook the likeliest sheet is taken; while there are others, it is kept to choose again.
    """
    run = ImportRun(name=name[:200], by=by)
    file.seek(0)
    if not packages.is_packed(file.read(4)):
        _lay_down(run, file, tables.look(file))
        return run
    book, found = sheets.of(file)
    run.sheets, run.sheet = list(found), next(iter(found))
    with sheets.as_csv(book, found[run.sheet]) as lines:
        _lay_down(run, lines, tables.look(lines))
    if len(found) > 1:
        run.workbook.save(name, File(file))
    return run


@transaction.atomic
def choose_sheet(run: ImportRun, name: str) -> None:
    """Read another sheet of the workbook; raises ``tables.NotATable``, and KeyError for a sheet
    that is not in it."""
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if not run.may_be_checked:
        return
    with run.workbook.open("rb") as file:
        book, found = sheets.of(file.file)
        with sheets.as_csv(book, found[name]) as lines:
            table = tables.look(lines)
            leftovers.discard_lines(run)
            run.sheet, run.mapping, run.state = name, {}, State.UPLOADED
            _lay_down(run, lines, table)


def _lay_down(run: ImportRun, file: IO[bytes], table: tables.Table) -> None:
    """Keep ``file`` as the lines of ``run``."""
    run.encoding, run.delimiter = table.encoding, table.delimiter
    run.headers, run.counts = table.headers, {"lines": table.rows}
    file.seek(0)
    run.file.save("", File(file))


@transaction.atomic
def start_check(run: ImportRun, *, mapping: Mapping[str, str], by: "User") -> Job | None:
    """Look at every row in the background; None if the file is at work or applied already."""
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if not run.may_be_checked:
        return None
    leftovers.forget(run)
    run.mapping, run.state = dict(mapping), State.CHECKING
    return go_on(run, CHECK, by=by)


@transaction.atomic
def start_apply(run: ImportRun, *, by: "User") -> Job | None:
    """Write the new and changed rows in the background, or go on where it stopped; None if that
    is being done, or if there is nothing to apply."""
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if not run.may_be_applied:
        return None
    run.state = State.APPLYING
    return go_on(run, APPLY, by=by)


def go_on(run: ImportRun, kind: str, *, by: "User | None", language: str | None = None) -> Job:
    """A job that takes ``run`` up where it stands."""
    title = _("Check %(name)s") if kind == CHECK else _("Import %(name)s")
    words = (title % {"name": run.name})[:200]
    run.job = jobs.start(kind, by=by, title=words, args={"run": run.pk}, language=language)
    run.save(update_fields=["mapping", "state", "job"])
    return run.job


def stop(run: ImportRun) -> None:
    """Take the work on ``run`` back; what is written stays, and one can go on later."""
    if run.job:
        jobs.cancel(run.job)
