"""The same as a workbook (.xlsx): real dates and numbers, a header that stays, and a second sheet
that says what was exported."""

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from chamber.lists.export import Columns, filename, neutral, reader

ROWS_AT_MOST = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEASURED = 200  # rows by which the columns get their width
NARROW, WIDE = 8, 60  # characters
CELL = 32_767  # characters a cell may have
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
UNTITLED = re.compile(r"[\[\]:*?/\\]")
Facts = Callable[[int], Sequence[tuple[str, object]]]


def xlsx_response(
    rows: Iterable[Any], *, columns: Columns, name: str, title: str, about: Facts | None = None
) -> FileResponse:
    """``rows`` as a file ``name``-date.xlsx; ``about`` is asked with their number for the lines
    (label, value) of the second sheet."""
    book = Workbook(write_only=True)
    count = _write(book.create_sheet(sheet_title(title)), rows, columns)
    if about:
        _describe(book.create_sheet(sheet_title(_("About this file"))), about(count))
    file = tempfile.TemporaryFile()  # closed with the answer  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=filename(name, "xlsx"), content_type=XLSX
    )


def sheet_title(words: str) -> str:
    """``words`` as far as a sheet may be called so."""
    return UNTITLED.sub(" ", words)[:31].strip("' ") or "1"


def cell(value: object) -> object:
    """``value`` as a workbook holds it: a text is never a formula nor an error."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    value = neutral(value)
    if isinstance(value, int | float | Decimal):
        return value
    text = UNWRITABLE.sub("", str(value))[:CELL]
    return f"'{text}" if text in ERROR_CODES else text or None


def _write(sheet: Any, rows: Iterable[Any], columns: Columns) -> int:
    """The header and ``rows``; returns how many they are."""
    readers = [reader(source) for _label, source in columns]
    header = [cell(str(label)) for label, _source in columns]
    lines = ([cell(read(row)) for read in readers] for row in rows)
    first = list(islice(lines, MEASURED))
    for at, words in enumerate(zip(header, *first, strict=True), 1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(words)
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, words) for words in header])
    count = 0
    for count, line in enumerate(chain(first, lines), 1):  # noqa: B007
        sheet.append(line)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{count + 1}"
    return count


def _describe(sheet: Any, facts: Iterable[tuple[str, object]]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    for label, value in facts:
        words = WriteOnlyCell(sheet, cell(value))
        words.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        sheet.append([_bold(sheet, label), words])


def _bold(sheet: Any, words: object) -> WriteOnlyCell:
    found = WriteOnlyCell(sheet, words)
    found.font, found.alignment = Font(bold=True), Alignment(vertical="top")
    return found


def _width(words: Iterable[object]) -> float:
    longest = max(len(line) for one in words for line in str(one or "").split("\n"))
    return min(max(longest + 3, NARROW), WIDE)
