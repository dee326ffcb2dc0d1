"""A row of the file with what its cells mean, and the messages about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from partners.importing import cells, registers
from partners.importing.fields import REGISTERS
from partners.importing.known import Known, Spot
from partners.importing.tables import Record
from partners.names import domain_of, is_cyrillic, plain

if TYPE_CHECKING:
    from partners.models import ImportRow

ENDS = ("", "_uk", "_nl", "_fr")
SHOWN = 80  # characters of a value in a message


@dataclass(frozen=True)
class Message:
    """What is wrong or odd in ``row``, in which column, and what to do about it."""

    row: int
    column: str
    value: str
    words: str

    @property
    def shown(self) -> str:
        return self.value if len(self.value) <= SHOWN else f"{self.value[:SHOWN]}…"

    def __str__(self) -> str:
        sentence = _("Row %(row)s: %(words)s")
        if self.column:
            sentence = _("Row %(row)s, column “%(column)s”, “%(value)s”: %(words)s")
        return sentence % (vars(self) | {"value": self.shown})


def in_words(row: "ImportRow") -> str:
    """What was found of ``row``, in sentences."""
    kept = row.found["messages"]
    return " ".join(
        str(Message(row.number, one["column"], one["value"], one["words"])) for one in kept
    )


@dataclass
class Row:
    """``values`` holds what the mapped cells that are not empty say, by field; a Latin name is
    ``name``, a Cyrillic one ``name_uk``."""

    number: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)  # identifiers by scheme
    faults: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)  # where each field stands in the file
    headers: Sequence[str] = ()

    @property
    def name(self) -> str:
        kept = (self.values.get(f"name{end}") for end in ENDS)
        return next(filter(None, kept), "")

    @property
    def country(self) -> str:
        return self.values.get("country", "")

    @cached_property
    def domain(self) -> str:
        return domain_of(self.values.get("website", ""))

    @cached_property
    def names(self) -> list[str]:
        """Its names in all languages, plainly."""
        given = [self.values.get(f"name{end}") for end in ENDS]
        return list(dict.fromkeys(map(plain, filter(None, given))))

    @cached_property
    def keys(self) -> list[tuple[str, str]]:
        """Its numbers, and the same ones as another register writes them."""
        own = list(self.numbers.items())
        return own + [other for one in own if (other := registers.kin(*one))]

    @property
    def spots(self) -> list[Spot]:
        return [self.values[name] for name in ("city", "operating_city") if name in self.values]

    def about(self, name: str, words: str) -> Message:
        """A message about the cell of the field ``name``."""
        at = self.columns.get(name)
        if at is None:
            return Message(self.number, "", "", words)
        value = self.cells[at] if at < len(self.cells) else ""
        return Message(self.number, self.headers[at], value, words)


class Reader:
    """Reads the rows of one file by its mapping {header: field or ""}."""

    def __init__(self, *, headers: Sequence[str], mapping: Mapping[str, str], known: Known) -> None:
        self.headers, self.known = headers, known
        self.columns = {
            name: at for at, header in enumerate(headers) if (name := mapping.get(header))
        }

    def read(self, record: Record) -> Row:
        row = Row(record.number, record.cells, columns=self.columns, headers=self.headers)
        if record.fault:
            row.faults.append(Message(row.number, "", "", record.fault))
        elif any(cell.strip() for cell in row.cells[len(self.headers) :]):
            words = _("The row has more cells than the header. Quote cells that hold a delimiter.")
            row.faults.append(Message(row.number, "", row.cells[-1], words))
        else:
            self._fill(row)
        return row

    def _fill(self, row: Row) -> None:
        texts = self._texts(row)
        here = cells.Surroundings(self.known)
        self._locate(row, texts, here)
        for name, text in texts.items():
            if name not in ("country", "identifier"):
                self._take(row, name, text, here)
        self._number(row, texts, here)
        if not row.name and not row.faults:
            words = _("The organisation has no name. Write it into this cell.")
            where = next((name for name in self.columns if name.startswith("name")), "name")
            row.faults.append(row.about(where, words))
        _sort_scripts(row)

    def _texts(self, row: Row) -> dict[str, str]:
        """The mapped cells that are not empty."""
        found = {}
        for name, at in self.columns.items():
            try:
                if at < len(row.cells) and (text := cells.text_of(row.cells[at])):
                    found[name] = text
            except cells.Fault as fault:
                row.faults.append(row.about(name, str(fault)))
        return found

    def _locate(self, row: Row, texts: dict[str, str], here: cells.Surroundings) -> None:
        """The country first: what other cells mean depends on it."""
        if "country" in texts:
            self._take(row, "country", texts["country"], here)
        elif "city" in texts and (code := self.known.country_of(texts["city"])):
            row.values["country"] = code
        elif "country" in self.columns:
            words = _("The country is missing. Write its two letters, such as BE or UA.")
            row.faults.append(row.about("country", words))
        else:
            words = _("We cannot tell the country from the city. Add a column with the country.")
            row.faults.append(row.about("city", words))
        here.country = row.country

    def _take(self, row: Row, name: str, text: str, here: cells.Surroundings) -> None:
        try:
            value = cells.READERS[name](text, here)
        except cells.Fault as fault:
            row.faults.append(row.about(name, str(fault)))
            return
        row.notes += [row.about(name, words) for words in here.notes]
        here.notes.clear()
        (row.numbers if name in REGISTERS else row.values)[name] = value

    def _number(self, row: Row, texts: dict[str, str], here: cells.Surroundings) -> None:
        """The pair of a register and a number in it."""
        register = row.values.pop("identifier_scheme", "")
        if "identifier" not in texts or ("identifier_scheme" in texts and not register):
            return
        if not register:
            words = _("The number says no register. Write which one it stands in, such as KBO.")
            row.faults.append(row.about("identifier", words))
            return
        try:
            value = cells.READERS[register](texts["identifier"], here)
        except cells.Fault as fault:
            row.faults.append(row.about("identifier", str(fault)))
            return
        row.columns = {**row.columns, register: row.columns["identifier"]}
        row.numbers[register] = value


def _sort_scripts(row: Row) -> None:
    """What is written in Cyrillic letters is the Ukrainian text, wherever it stood."""
    for name in ("name", "description"):
        text = row.values.get(name, "")
        if is_cyrillic(text):
            del row.values[name]
            if row.values.setdefault(f"{name}_uk", text) != text and name == "name":
                row.values["aliases"] = [*row.values.get("aliases", []), text]
