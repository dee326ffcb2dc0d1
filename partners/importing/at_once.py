"""A whole file in one go, with the columns as their headers say: for commands and programs."""

from typing import TYPE_CHECKING, BinaryIO

from partners.importing import applying, checking, fields, leftovers, runs, tables
from partners.importing.checking import Tell
from partners.models import ImportRun

if TYPE_CHECKING:
    from chamber.accounts.models import User

FOR_EVER = float("inf")


def import_file(
    file: BinaryIO,
    *,
    name: str,
    by: "User | None",
    dry_run: bool = False,
    tell: Tell = lambda message: None,
) -> ImportRun:
    """Bring ``file`` in, check it and, unless ``dry_run``, apply it; its counts say what happened.

    Raises ``tables.NotATable``. A dry run leaves nothing behind.
    """
    run = runs.bring_in(file, name=name, by=by)
    run.mapping = fields.guess(run.headers)
    try:
        if problems := fields.missing(run.mapping):
            raise tables.NotATable(" ".join(problems))
        checking.check(run, tell=tell, seconds=FOR_EVER)
        if not dry_run:
            run.state = ImportRun.State.APPLYING
            run.save()
            applying.apply(run, seconds=FOR_EVER)
    finally:
        if run.state != ImportRun.State.APPLIED:
            leftovers.discard(run)
            run.delete()
    return run
