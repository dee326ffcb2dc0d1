"""A workbook of a spreadsheet (.xlsx), sheet by sheet as rows of words.

What is kept of a sheet is one row. openpyxl would take twice as long, and unpack whatever it gets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from partners.importing import packages
from partners.importing.packages import Package, Part
from partners.importing.tables import NotATable

ROWS_AT_MOST = 100_000
COLUMNS_AT_MOST = 500
SHEETS_AT_MOST = 50
TEXT = 32_767  # characters that a spreadsheet lets a cell have
LEADING_ZEROS = re.compile("0{2,}")
LITERAL = re.compile(r'\\.|"[^"]*"')
ESCAPED = re.compile("_x([0-9A-F]{4})_")
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str


@dataclass
class Workbook:
    """``sheets`` in their order; the rest is what their cells refer to."""

    package: Package
    sheets: list[Sheet]
    texts: list[str]
    formats: list[str]  # of numbers, by style
    epoch: Any

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of ``sheet`` that say something, each with its number, from 1 upwards."""
        cells = _Cells(self)
        for _block in self.package.steps(sheet.part, cells, limit=packages.LARGE):
            yield from cells.taken()


def opened(file: BinaryIO) -> Workbook:
    """The workbook in ``file``; raises NotATable."""
    package = packages.opened(file)
    targets = _Targets()
    package.read("_rels/.rels", targets)
    start = targets.one("officeDocument")
    if not start.startswith("xl/") or not start.endswith(".xml"):
        raise NotATable(package.other_kind())
    folder, name = start.rsplit("/", 1)
    contents, targets, styles, texts = _Contents(), _Targets(folder), _Styles(), _Texts()
    package.read(start, contents)
    package.read(f"{folder}/_rels/{name}.rels", targets)
    if part := targets.one("styles"):
        package.read(part, styles)
    if part := targets.one("sharedStrings"):
        package.read(part, texts, limit=packages.LARGE)
    parts = dict(targets.of("worksheet"))
    sheets = [Sheet(name, parts[key]) for name, key in contents.sheets if key in parts]
    return Workbook(package, sheets, texts.found, styles.formats, contents.epoch)


@dataclass
class _Targets(Part):
    """The parts that a part refers to: (kind, key, target)."""

    folder: str = ""
    found: list[tuple[str, str, str]] = field(default_factory=list)

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = given["Target"]
            part = target[1:] if target.startswith("/") else normpath(join(self.folder, target))
            self.found.append((given["Type"].rpartition("/")[2], given["Id"], part))

    def of(self, kind: str) -> Iterator[tuple[str, str]]:
        return ((key, part) for one, key, part in self.found if one == kind)

    def one(self, kind: str) -> str:
        return next((part for _key, part in self.of(kind)), "")


@dataclass
class _Contents(Part):
    """The sheets as (name, key of the part), and from when days are counted."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    epoch: Any = CALENDAR_WINDOWS_1900

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "workbookPr" and given.get("date1904") in ("1", "true"):
            self.epoch = CALENDAR_MAC_1904
        elif name == "sheet" and len(self.sheets) < SHEETS_AT_MOST:
            key = next((value for at, value in given.items() if at.endswith(":id")), "")
            self.sheets.append((given["name"], key))


@dataclass
class _Styles(Part):
    formats: list[str] = field(default_factory=list)
    own: dict[int, str] = field(default_factory=dict)
    inside: bool = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "numFmt":
            self.own[int(given["numFmtId"])] = given.get("formatCode", "")
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            code = int(given.get("numFmtId", 0))
            self.formats.append(self.own.get(code) or BUILTIN_FORMATS.get(code, ""))

    def end(self, name: str) -> None:
        self.inside = self.inside and name != "cellXfs"


class _Words(Part):
    """Collects the words of texts; how they are to be pronounced is left out."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.listens = self.is_hint = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "rPh":
            self.is_hint = True
        self.listens = name == "t" and not self.is_hint

    def end(self, name: str) -> None:
        if name == "rPh":
            self.is_hint = False
        self.listens = False

    def text(self, words: str) -> None:
        if self.listens:
            self.words.append(words)

    def said(self) -> str:
        words = "".join(self.words)
        self.words.clear()
        if len(words) > TEXT:
            raise NotATable(packages.too_large())
        return ESCAPED.sub(_unescaped, words) if "_x" in words else words


class _Texts(_Words):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(self.said())


class _Cells(_Words):
    """The cells of a sheet, row by row."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self.book = book
        self.number = self.column = 0
        self.given: dict[str, str] = {}
        self.is_formula = False
        self.row: dict[int, str] = {}
        self.rows: list[Row] = []

    def taken(self) -> list[Row]:
        found, self.rows = self.rows, []
        return found

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self._begin(given)
        elif name == "f":
            self.is_formula = True
        elif name == "row":
            number = int(given.get("r", self.number + 1))
            if number <= self.number:
                raise ValueError(number)
            self.number, self.column = number, 0
        else:
            super().start(name, given)
            self.listens = self.listens or name == "v"

    def end(self, name: str) -> None:
        if name == "c":
            self._finish()
        elif name == "row":
            self._put()
        super().end(name)

    def _begin(self, given: dict[str, str]) -> None:
        self.given, self.is_formula = given, False
        self.column = _column(given["r"]) if "r" in given else self.column + 1
        self.words.clear()

    def _finish(self) -> None:
        words = self.said()
        value = self._value(words) if words else "=" if self.is_formula else ""
        if value:
            if self.column > COLUMNS_AT_MOST:
                limit = _(
                    "This sheet has more than %(limit)s columns. Leave out what is not needed."
                )
                raise NotATable(limit % {"limit": COLUMNS_AT_MOST})
            self.row[self.column] = value

    def _value(self, words: str) -> str:
        kind = self.given.get("t", "n")
        if kind == "s":
            return self.book.texts[int(words)]
        if kind == "b":
            return _("yes") if words == "1" else _("no")
        return self._figure(words) if kind == "n" else words

    def _figure(self, words: str) -> str:
        style = int(self.given.get("s", 0))
        written = self.book.formats[style] if style < len(self.book.formats) else ""
        number = float(words)
        if written and is_date_format(written):
            return _moment(number, self.book.epoch) or words
        if number.is_integer() and abs(number) < 1e15:
            places = LITERAL.sub("", written)
            length = len(places) if LEADING_ZEROS.fullmatch(places) else 0
            return str(int(number)).zfill(length)
        return words

    def _put(self) -> None:
        if not self.row:
            return
        if self.number > ROWS_AT_MOST + 1:
            words = _(
                "This sheet has more than %(limit)s rows. Split it, or save it as “CSV UTF-8”,"
                " of which more rows can be imported at once."
            )
            raise NotATable(words % {"limit": f"{ROWS_AT_MOST:,}"})
        line = [self.row.get(at, "") for at in range(1, max(self.row) + 1)]
        self.rows.append((self.number, line))
        self.row.clear()


def _column(reference: str) -> int:
    """3 for "C7"."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def _moment(number: float, epoch: Any) -> str:
    """A day, a time or both, as ISO 8601 writes them; nothing for a number that is none."""
    try:
        moment = from_excel(number, epoch)
    except (ValueError, OverflowError):
        return ""
    return str(moment).removesuffix(" 00:00:00")


def _unescaped(match: re.Match[str]) -> str:
    """Spreadsheets write a character that XML forbids as its number."""
    letter = chr(int(match[1], 16))
    return letter if letter >= " " and not "\ud800" <= letter <= "\udfff" else ""
