"""CSV of what a list shows, for spreadsheets that would run what looks like a formula."""

import csv
from numbers import Number

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

CHUNK = 1_000
FORMULA = tuple("=+-@%|\t\r＝＋－＠")


def neutral(value):
    """The cell as text that no spreadsheet evaluates; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, Number) and not isinstance(value, bool):
        return value
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith("\t") or text.lstrip(" \n").startswith(FORMULA) else text


def csv_response(rows, *, columns, name):
    """``rows`` as a streamed file ``name``-date.csv.

    ``columns`` are (label, "attribute.path" or callable).
    """
    header = [str(label) for label, _ in columns]
    response = StreamingHttpResponse(
        _lines(rows, header, [_reader(source) for _, source in columns]),
        content_type="text/csv; charset=utf-8",
    )
    filename = f"{slugify(name) or 'list'}-{timezone.localdate():%Y-%m-%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


class _Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, line):
        return line


def _lines(rows, header, readers):
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([neutral(cell) for cell in header])
    for row in rows:
        yield writer.writerow([neutral(reader(row)) for reader in readers])


def _reader(source):
    if callable(source):
        return source
    return lambda row: _follow(row, source.split("."))


def _follow(value, names):
    for name in names:
        value = getattr(value, name, None)
        value = value() if callable(value) else value
    if hasattr(value, "astimezone"):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value
