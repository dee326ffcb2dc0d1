"""CSV of what a list shows, for spreadsheets that would run what looks like a formula."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from numbers import Number
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

Source = str | Callable[[Any], object]
Columns = Sequence[tuple[object, Source]]  # (label, "attribute.path" or callable)
CHUNK = 1_000
# Also after a semicolon, where the spreadsheets of our countries begin a new cell.
FORMULA = re.compile(r'(^|;)(?=[ \n"]*[-=+@%|\t\r＝＋－＠])')


def neutral(value: object) -> str | Number:
    """The cell as text that no spreadsheet evaluates; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Number):
        return value
    return FORMULA.sub(r"\1'", str(value).replace("\x00", ""))


def csv_response(
    rows: Iterable[Any], *, columns: Columns, name: str, delimiter: str = ","
) -> StreamingHttpResponse:
    """``rows`` as a streamed file ``name``-date.csv."""
    lines = _lines(rows, columns, delimiter)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    disposition = content_disposition_header(True, filename(name, "csv"))
    response.headers["Content-Disposition"] = disposition
    return response


def filename(name: str, ending: str) -> str:
    words = slugify(name, allow_unicode=True) or "list"
    return f"{words}-{timezone.localdate():%Y-%m-%d}.{ending}"


def reader(source: Source) -> Callable[[Any], object]:
    """What takes the value of a column out of a row; moments are local."""
    if callable(source):
        return lambda row: _local(source(row))
    names = source.split(".")
    return lambda row: _local(_follow(row, names))


class _Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterable[Any], columns: Columns, delimiter: str) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=delimiter)
    readers = [reader(source) for _label, source in columns]
    yield "\ufeff" + writer.writerow([neutral(str(label)) for label, _source in columns])
    for row in rows:
        yield writer.writerow([neutral(_written(read(row))) for read in readers])


def _follow(value: Any, names: list[str]) -> object:
    for name in names:
        value = getattr(value, name, None)
        value = value() if callable(value) else value
    return value


def _local(value: object) -> object:
    return timezone.localtime(value) if isinstance(value, datetime) else value


def _written(value: object) -> object:
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value
