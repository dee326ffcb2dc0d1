"""Files of partners as people have them, and what the portal makes of them."""

import csv
import io

from partners.importing import checking, fields, runs
from partners.importing.at_once import import_file
from partners.importing.known import Known
from partners.importing.rows import Reader
from partners.importing.tables import Record

HEADER = ["name", "country"]


def table(rows, *, header=HEADER, encoding="utf-8", delimiter=";"):
    """The bytes of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def imported(content, **options):
    """``content`` brought in, checked and applied; the import with its counts."""
    options = {"name": "partners.csv", "by": None} | options
    return import_file(io.BytesIO(content), **options)


def counts(run):
    """(new, changed, unchanged, wrong, duplicate)"""
    names = ("new", "changed", "unchanged", "wrong", "duplicate")
    return tuple(run.counts[name] for name in names)


def brought_in(content, *, by=None):
    """``content`` with its columns mapped as their headers say, not yet checked."""
    run = runs.bring_in(io.BytesIO(content), name="partners.csv", by=by)
    run.mapping = fields.guess(run.headers)
    run.state = run.State.CHECKING
    run.save()
    return run


def checked(content, **options):
    run = brought_in(content, **options)
    checking.check(run)
    return run


def read(**cells):
    """One row, row 7 of a file with these columns, as the import understands it."""
    cells = {"name": "Port House", "country": "BE"} | cells
    mapping = fields.guess(cells)
    reader = Reader(headers=list(cells), mapping=mapping, known=Known.load())
    return reader.read(Record(7, list(cells.values())))
