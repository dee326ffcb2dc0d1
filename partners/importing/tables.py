"""A file that somebody says is a table: which encoding, which delimiter, which rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partners.importing.fields import field_of

ROWS_AT_MOST = 250_000
BLOCK = 2**20  # bytes read at once
DELIMITERS = (",", ";", "\t")
ENCODINGS = {"utf-8-sig": "UTF-8", "cp1251": "Windows-1251", "cp1252": "Windows-1252"}
SAVE_AS = gettext_lazy("Open it in a spreadsheet and save it as “CSV UTF-8”.")
OTHER_SIGNS = {
    b"%PDF": gettext_lazy("This is a PDF, not a CSV file."),
    b"\xff\xfe": gettext_lazy("This file is written in UTF-16."),
    b"\xfe\xff": gettext_lazy("This file is written in UTF-16."),
}
NOT_TEXT = gettext_lazy("This is not a text file.")


class NotATable(Exception):
    """The file cannot be imported; the words say why and what to do."""


@dataclass(frozen=True)
class Table:
    """How a file is written. ``rows`` counts its lines below the header."""

    encoding: str
    delimiter: str
    headers: list[str]
    rows: int


class Record(NamedTuple):
    """One row as the spreadsheet counts it (the header is row 1); ``fault`` if it is no row."""

    number: int
    cells: list[str]
    fault: str = ""


def look(
    file: IO[bytes], *, known: Callable[[str], object] = field_of, may_repeat: bool = False
) -> Table:
    """Recognise the table in ``file``; raises NotATable. ``known`` says which headers we know;
    with ``may_repeat`` one that stands several times is numbered."""
    encoding, lines = _scan(file)
    delimiter, cells = _header(file, encoding, known)
    if len(cells) < 2:
        raise NotATable(
            _("Only one column was found. Columns are told apart by a comma, semicolon or tab.")
        )
    if not any(map(known, cells)) and any(map(_is_value, cells)):
        raise NotATable(
            _("The first row has no names of columns. Put a header such as name; country above it.")
        )
    headers = _named(_numbered(cells) if may_repeat else cells)
    if lines < 2:
        raise NotATable(_("There are no rows below the header."))
    if lines - 1 > ROWS_AT_MOST:
        words = _("This file has %(rows)s rows. Split it: %(limit)s can be imported at once.")
        raise NotATable(words % {"rows": f"{lines - 1:,}", "limit": f"{ROWS_AT_MOST:,}"})
    return Table(encoding, delimiter, headers, lines - 1)


def records(file: IO[bytes], *, encoding: str, delimiter: str) -> Iterator[Record]:
    """The rows below the header, one after another."""
    with _text(file, encoding) as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                fault = _("A quotation mark is open, or stands inside a cell. Close or double it.")
                yield Record(number, [], fault)
                continue
            if number > 1:
                yield Record(number, cells)


@contextmanager
def _text(file: IO[bytes], encoding: str) -> Iterator[io.TextIOWrapper]:
    """``file`` from its beginning as text; it stays open afterwards."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield text
    finally:
        if not file.closed:
            text.detach()


def _scan(file: IO[bytes]) -> tuple[str, int]:
    """The encoding of ``file`` and the number of its lines."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    feeds = returns = 0
    foreign = b""
    for at, block in enumerate(iter(partial(file.read, BLOCK), b"")):
        _refuse_other_kinds(block, first=at == 0)
        feeds, returns = feeds + block.count(b"\n"), returns + block.count(b"\r")
        foreign = foreign or _foreign(decoder, block)
    if not file.tell():
        raise NotATable(_("The file is empty."))
    foreign = foreign or _foreign(decoder, b"", final=True)
    file.seek(-1, io.SEEK_END)
    open_end = file.read(1) not in b"\r\n"
    return _codepage(foreign) if foreign else "utf-8-sig", (feeds or returns) + open_end


def _refuse_other_kinds(block: bytes, *, first: bool) -> None:
    for sign, words in OTHER_SIGNS.items() if first else ():
        if block.startswith(sign):
            raise NotATable(f"{words} {SAVE_AS}")
    if b"\0" in block:
        raise NotATable(f"{NOT_TEXT} {SAVE_AS}")


def _foreign(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bytes:
    """``block`` if it is not UTF-8, else nothing."""
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return block or b"\xff"
    return b""


def _codepage(sample: bytes) -> str:
    """Words that mix both scripts when read as Cyrillic were West European."""
    cyrillic = mixed = 0
    for word in re.findall(r"[^\W\d_]{2,}", sample.decode("cp1251", "replace")):
        if re.search(r"[а-яґєії]", word, re.IGNORECASE):
            if re.search(r"[a-z]", word, re.IGNORECASE):
                mixed += 1
            else:
                cyrillic += 1
    return "cp1252" if mixed > cyrillic else "cp1251"


def _header(
    file: IO[bytes], encoding: str, known: Callable[[str], object]
) -> tuple[str, list[str]]:
    """The delimiter under which the first row has most columns we know, and that row."""
    found = []
    for delimiter in DELIMITERS:
        with _text(file, encoding) as lines:
            try:
                cells = next(csv.reader(lines, delimiter=delimiter), [])
            except csv.Error:
                continue
        while cells and not cells[-1].strip():
            cells.pop()
        count = sum(bool(known(cell)) for cell in cells)
        found.append((count, len(cells), delimiter, cells))
    *_rank, delimiter, cells = max(found, key=lambda one: one[:2], default=(0, 0, ",", []))
    return delimiter, cells


def _is_value(cell: str) -> bool:
    """Whether ``cell`` of a first row is no name of a column: empty, a number or an address."""
    return not cell.strip() or bool(re.search(r"@|://|^\W*\d", cell))


def _numbered(cells: list[str]) -> list[str]:
    """``cells`` with a number behind a name that stood before: "Programme (2)"."""
    times = Counter[str]()
    found = []
    for cell in cells:
        times[cell] += bool(cell.strip())
        found.append(f"{cell} ({times[cell]})" if times[cell] > 1 else cell)
    return found


def _named(cells: list[str]) -> list[str]:
    """The columns by name; one without a name has the letter that the spreadsheet gives it."""
    headers = [" ".join(cell.split()) or f"({_letter(at)})" for at, cell in enumerate(cells)]
    twice = sorted({header for header in headers if headers.count(header) > 1})
    if twice:
        words = ngettext(
            "Two columns have the name %(names)s. Give each column a name of its own.",
            "Several columns have one name: %(names)s. Give each column a name of its own.",
            len(twice),
        )
        raise NotATable(words % {"names": ", ".join(f"“{name}”" for name in twice)})
    return headers


def _letter(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
