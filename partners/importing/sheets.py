"""A sheet of a workbook as the CSV that the rest of the import reads."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from partners.importing import packages, workbooks
from partners.importing.fields import field_of
from partners.importing.tables import NotATable
from partners.importing.workbooks import Row, Sheet, Workbook

FIRST = 10  # rows among which the header stands
KNOWN = 2  # columns that make a row of words a header


def of(file: BinaryIO) -> tuple[Workbook, dict[str, Sheet]]:
    """The workbook in ``file`` with its sheets that have rows, the likeliest first."""
    book = workbooks.opened(file)
    found = [(one, rows) for one in book.sheets if len(rows := list(islice(book.rows(one), FIRST)))]
    if not found:
        raise NotATable(_("There are no rows in this workbook."))
    found.sort(key=lambda pair: max(map(_known, pair[1])) < KNOWN)  # else as they stand
    return book, {sheet.name: sheet for sheet, _rows in found}


def as_csv(book: Workbook, sheet: Sheet) -> IO[bytes]:
    """``sheet`` as a file of lines; each row keeps its number.

    The header moves to the first line. Blank lines stand for what is above it, and for rows that
    say nothing.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  # who asked for it closes it
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    rows = book.rows(sheet)
    first = list(islice(rows, FIRST))
    at = max(range(len(first)), key=lambda one: (_known(first[one]) >= KNOWN, -one))
    writer = csv.writer(text)
    writer.writerow(first[at][1])
    writer.writerows(_weighed(_in_place(chain(first[at + 1 :], rows))))
    text.detach()
    file.seek(0)
    return file


def _in_place(rows: Iterable[Row]) -> Iterator[list[str]]:
    line = 2
    for number, cells in rows:
        yield from ([] for _blank in range(line, number))
        yield cells
        line = number + 1


def _weighed(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """A text that a thousand cells share comes out a thousand times."""
    size = 0
    for cells in rows:
        size += sum(map(len, cells))
        if size > settings.IMPORT_AT_MOST:
            raise NotATable(packages.too_large())
        yield cells


def _known(row: tuple[int, Sequence[str]]) -> int:
    return sum(bool(field_of(cell)) for cell in row[1])
