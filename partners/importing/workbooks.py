"""A workbook of a spreadsheet (.xlsx), sheet by sheet as rows of words.

Read by expat as a stream, because what people upload may be meant to hurt: nothing is unpacked
beyond a limit, a document type is refused (and with it every entity), and what is kept of a sheet
is one row. openpyxl knows none of these limits and takes twice as long.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from os import SEEK_END
from posixpath import dirname, join, normpath
from typing import Any, BinaryIO
from xml.parsers import expat  # no entity is ever expanded: see _refuse  # nosec
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from partners.importing.tables import NotATable

ROWS_AT_MOST = 100_000
COLUMNS_AT_MOST = 500
SHEETS_AT_MOST = 50
TEXT = 32_767  # characters that a spreadsheet lets a cell have
PLAIN, LARGE = 16 * 2**20, 256 * 2**20  # bytes that a part, and a sheet or all texts, may unpack to
RATIO = 200  # times that a large part may be larger than it was packed
BLOCK = 2**18
DIRECTORY = 2 * 2**20  # bytes that the list of parts may take
END_OF_ZIP = b"PK\x05\x06"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
AGAIN = gettext_lazy("Open it in a spreadsheet and save it as “Excel workbook (.xlsx)”.")
DAMAGED = gettext_lazy("This workbook is damaged.")
PROTECTED = gettext_lazy(
    "This workbook is protected by a password. Open it, take the password away and save it again."
)
LEADING_ZEROS = re.compile("0{2,}")
LITERAL = re.compile(r'\\.|"[^"]*"')
ESCAPED = re.compile("_x([0-9A-F]{4})_")
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str


def is_packed(start: bytes) -> bool:
    """Whether a file that starts like this is a workbook, of whatever kind."""
    return start.startswith((ZIP, OLE))


@dataclass
class Workbook:
    """``sheets`` in their order; the rest is what their cells refer to."""

    archive: ZipFile
    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)  # of numbers, by style
    epoch: Any = CALENDAR_WINDOWS_1900

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of ``sheet`` that say something, each with its number, from 1 upwards."""
        cells = _Cells(self)
        for _block in _read(self.archive, sheet.part, cells, limit=LARGE):
            yield from cells.taken()


def opened(file: BinaryIO) -> Workbook:
    """The workbook in ``file``; raises NotATable."""
    file.seek(0)
    if file.read(4) == OLE:
        raise NotATable(_old_kind(file))
    if _directory_size(file) > DIRECTORY:
        raise NotATable(too_large())
    try:
        archive = ZipFile(file)
    except (BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise NotATable(f"{DAMAGED} {AGAIN}") from fault
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotATable(str(PROTECTED))
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise NotATable(_other_kind(archive, names))
    return _laid_open(archive)


def _laid_open(archive: ZipFile) -> Workbook:
    found = Workbook(archive)
    targets = _Targets()
    _read_whole(archive, "_rels/.rels", targets)
    start = next((part for kind, part in targets.of("officeDocument")), "")
    if not start.endswith(".xml") or "xl/" not in start:
        raise NotATable(_other_kind(archive, {start}))
    contents, targets = _Contents(), _Targets(dirname(start))
    _read_whole(archive, start, contents)
    _read_whole(archive, join(dirname(start), "_rels", f"{start.rpartition('/')[2]}.rels"), targets)
    found.epoch = contents.epoch
    parts = dict(targets.of("worksheet"))
    found.sheets = [Sheet(name, parts[key]) for name, key in contents.sheets if key in parts]
    for _key, part in targets.of("styles"):
        styles = _Styles()
        _read_whole(archive, part, styles)
        found.formats = styles.formats
    for _key, part in targets.of("sharedStrings"):
        texts = _Texts()
        _read_whole(archive, part, texts, limit=LARGE // 2)
        found.texts = texts.found
    return found


class _Part:
    """What listens while a part is read; names come without their namespace."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Words between them."""


@dataclass
class _Targets(_Part):
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


@dataclass
class _Contents(_Part):
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
class _Styles(_Part):
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


class _Words(_Part):
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
            raise NotATable(too_large())
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


def _read_whole(archive: ZipFile, part: str, listener: _Part, *, limit: int = PLAIN) -> None:
    for _block in _read(archive, part, listener, limit=limit):
        pass


def _read(archive: ZipFile, part: str, listener: _Part, *, limit: int) -> Iterator[None]:
    """Read ``part``, a step after each block; raises NotATable."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _without_prefix(listener.start)
    parser.EndElementHandler = _without_prefix(listener.end)
    parser.CharacterDataHandler = listener.text
    try:
        info = archive.getinfo(part)
        _weigh(info, limit)
        with archive.open(info) as file:
            while block := file.read(BLOCK):
                parser.Parse(block, False)
                yield
            parser.Parse(b"", True)
        yield
    except (BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError) as fault:
        raise NotATable(f"{DAMAGED} {AGAIN}") from fault
    except (KeyError, ValueError, IndexError, OverflowError) as fault:
        raise NotATable(f"{DAMAGED} {AGAIN}") from fault


def _without_prefix(listen: Callable[..., None]) -> Callable[..., None]:
    """Some programs write <x:row> for <row>."""

    def heard(name: str, *more: Any) -> None:
        listen(name.rpartition(":")[2], *more)

    return heard


def _weigh(info: ZipInfo, limit: int) -> None:
    """No more than ``info`` says is ever unpacked of it."""
    bloated = info.file_size > BLOCK * RATIO / 10 and info.file_size > RATIO * info.compress_size
    if info.file_size > limit or bloated:
        raise NotATable(too_large())


def _refuse(*_declaration: object) -> None:
    words = _("This workbook declares a document type, which no spreadsheet writes.")
    raise NotATable(f"{words} {AGAIN}")


def too_large() -> str:
    return _("Unpacked, this workbook is too large. Split it, or save the sheet as “CSV UTF-8”.")


def _old_kind(file: BinaryIO) -> str:
    """Excel puts what has a password into the same shell as the workbooks of before 2007."""
    sign, before = "EncryptedPackage".encode("utf-16-le"), b""
    while block := file.read(BLOCK):
        if sign in before + block:
            return str(PROTECTED)
        before = block[-len(sign) :]
    words = _("This is a workbook of the old kind (.xls).")
    return f"{words} {AGAIN}"


def _other_kind(archive: ZipFile, names: set[str]) -> str:
    words = _("This is no workbook of a spreadsheet that we can read.")
    if "mimetype" in names:
        with archive.open("mimetype") as file:
            if file.read(100).startswith(OPEN_DOCUMENT):
                words = _("This is an OpenDocument spreadsheet (.ods).")
    elif any(name.endswith("workbook.bin") for name in names):
        words = _("This is a binary workbook (.xlsb).")
    return f"{words} {AGAIN}"


def _directory_size(file: BinaryIO) -> int:
    """How many bytes the list of parts takes, by the same last words that ZipFile goes by."""
    file.seek(0, SEEK_END)
    file.seek(max(0, file.tell() - 2**16 - 22))
    end = file.read()
    is_bare = end[-22:-18] == END_OF_ZIP and end.endswith(b"\0\0")
    at = len(end) - 22 if is_bare else end.rfind(END_OF_ZIP)
    return int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0


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
