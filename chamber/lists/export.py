"""CSV of what a list shows, for spreadsheets that would run what looks like a formula."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from numbers import Number
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

Source = str | Callable[[Any], object]
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
    rows: Iterable[Any], *, columns: Sequence[tuple[object, Source]], name: str
) -> StreamingHttpResponse:
    """``rows`` as a streamed file ``name``-date.csv.

    ``columns`` are (label, "attribute.path" or callable).
    """
    header = [str(label) for label, _source in columns]
    response = StreamingHttpResponse(
        _lines(rows, header, [_reader(source) for _label, source in columns]),
        content_type="text/csv; charset=utf-8",
    )
    filename = f"{slugify(name, allow_unicode=True) or 'list'}-{timezone.localdate():%Y-%m-%d}.csv"
    response.headers["Content-Disposition"] = content_disposition_header(True, filename)
    return response


class _Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, line: str) -> str:
        return line


def _lines(
    rows: Iterable[Any], header: list[str], readers: list[Callable[[Any], object]]
) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([neutral(cell) for cell in header])
    for row in rows:
        yield writer.writerow([neutral(reader(row)) for reader in readers])


def _reader(source: Source) -> Callable[[Any], object]:
    if callable(source):
        return source
    return lambda row: _follow(row, source.split("."))


def _follow(value: Any, names: list[str]) -> object:
    for name in names:
        value = getattr(value, name, None)
        value = value() if callable(value) else value
    if hasattr(value, "astimezone"):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value
