"""The package that a workbook is: parts of XML in a ZIP.

Read by expat as a stream, because what people upload may be meant to hurt: nothing is unpacked
beyond a limit, and a document type is refused, and with it every entity.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import SEEK_END
from typing import Any, BinaryIO
from xml.parsers import expat  # no entity is ever expanded: see _refuse  # nosec
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.importing.tables import NotATable

PLAIN, LARGE = 16 * 2**20, 128 * 2**20  # bytes that a part, and a sheet or all texts, may unpack to
TOTAL = 2 * LARGE  # that are read of all parts together
RATIO = 200  # times that a large part may be larger than it was packed
BLOCK = 2**18
DIRECTORY = 2 * 2**20  # bytes that the list of parts may take
END_OF_ZIP = b"PK\x05\x06"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BROKEN = (
    *(BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError),
    *(KeyError, ValueError, IndexError, OverflowError),  # figures and references that are none
)
AGAIN = gettext_lazy("Open it in a spreadsheet and save it as “Excel workbook (.xlsx)”.")
DAMAGED = gettext_lazy("This workbook is damaged.")
PROTECTED = gettext_lazy(
    "This workbook is protected by a password. Open it, take the password away and save it again."
)


def is_packed(start: bytes) -> bool:
    """Whether a file that starts like this is a workbook, of whatever kind."""
    return start.startswith((ZIP, OLE))


class Part:
    """What listens while a part is read; names come without their namespace."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Words between them."""


@dataclass
class Package:
    archive: ZipFile
    left: int = TOTAL

    def read(self, part: str, listener: Part, *, limit: int = PLAIN) -> None:
        for _block in self.steps(part, listener, limit=limit):
            pass

    def steps(self, part: str, listener: Part, *, limit: int) -> Iterator[None]:
        """Read ``part``, a step after each block; raises NotATable."""
        parser = _parser(listener)
        try:
            info = self.archive.getinfo(part)
            _weigh(info, limit)
            with self.archive.open(info) as file:
                while block := file.read(BLOCK):
                    self._spend(len(block))
                    parser.Parse(block, False)
                    yield
                parser.Parse(b"", True)
            yield
        except BROKEN as fault:
            raise NotATable(f"{DAMAGED} {AGAIN}") from fault

    def other_kind(self) -> str:
        """What the package is instead of a workbook, and what to do."""
        words = _("This is no workbook of a spreadsheet that we can read.")
        names = self.archive.namelist()
        if "content.xml" in names and "mimetype" in names:
            words = _("This is an OpenDocument spreadsheet (.ods).")
        elif any(name.endswith("workbook.bin") for name in names):
            words = _("This is a binary workbook (.xlsb).")
        return f"{words} {AGAIN}"

    def _spend(self, size: int) -> None:
        """Many parts, or one part again and again, are as much work as a large one."""
        self.left -= size
        if self.left < 0:
            raise NotATable(too_large())


def opened(file: BinaryIO) -> Package:
    """The package in ``file``; raises NotATable if it is none, or another kind of workbook."""
    file.seek(0)
    if file.read(4) == OLE:
        raise NotATable(_old_kind(file))
    if _directory_size(file) > DIRECTORY:
        raise NotATable(too_large())
    try:
        archive = ZipFile(file)
    except (BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise NotATable(f"{DAMAGED} {AGAIN}") from fault
    package = Package(archive)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise NotATable(str(PROTECTED))
    if "[Content_Types].xml" not in archive.namelist():
        raise NotATable(package.other_kind())
    return package


def _parser(listener: Part) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _without_prefix(listener.start)
    parser.EndElementHandler = _without_prefix(listener.end)
    parser.CharacterDataHandler = listener.text
    return parser


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


def _directory_size(file: BinaryIO) -> int:
    """How many bytes the list of parts takes, by the same last words that ZipFile goes by."""
    file.seek(0, SEEK_END)
    file.seek(max(0, file.tell() - 2**16 - 22))
    end = file.read()
    is_bare = end[-22:-18] == END_OF_ZIP and end.endswith(b"\0\0")
    at = len(end) - 22 if is_bare else end.rfind(END_OF_ZIP)
    return int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
