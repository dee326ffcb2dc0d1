"""How sanctions lists are written: which column holds what, and what the rows of an entry say."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.importing.tables import Record
from partners.models import SanctionedName
from partners.names import plain

Kind = SanctionedName.Kind
FIELDS: dict[str, str | Promise] = {
    "entry": gettext_lazy("Number of the entry"),
    "kind": gettext_lazy("Person or organisation"),
    "name": gettext_lazy("Whole name"),
    "part": gettext_lazy("Part of the name"),
    "others": gettext_lazy("Other names"),
    "date": gettext_lazy("Date of birth"),
    "country": gettext_lazy("Country"),
    "number": gettext_lazy("Number in a register"),
    "programme": gettext_lazy("Programme"),
}
ONCE = ("entry", "kind")  # others may be held by several columns
EVERY = {f"all-{kind}": kind for kind in (Kind.PERSON, Kind.ENTITY)}  # kinds of a whole file
SEVERAL = ("others", "date", "country", "number")  # cells that hold values between semicolons
KNOWN = (
    {  # European Union, consolidated list, full, version 1.1
        **{"entity_logicalid": "entry", "entity_subjecttype_classificationcode": "kind"},
        **{"namealias_wholename": "name", "birthdate_birthdate": "date"},
        **{"namealias_lastname": "part", "namealias_firstname": "part"},
        **{"namealias_middlename": "part", "address_countryiso2code": "country"},
        **{"citizenship_countryiso2code": "country", "identification_number": "number"},
        "entity_regulation_programme": "programme",
    },
    {  # the same, with the kind in another column
        **{"entity_logicalid": "entry", "entity_subjecttype": "kind"},
        **{"namealias_wholename": "name", "birthdate_birthdate": "date"},
        **{"identification_number": "number", "entity_regulation_programme": "programme"},
    },
    {  # the same, version 1.0
        **{"entity_logical_id": "entry", "subject_type": "kind", "naal_wholename": "name"},
        **{"birt_date": "date", "citi_country": "country", "addr_country": "country"},
        **{"iden_number": "number", "programme": "programme"},
    },
    {  # OpenSanctions, targets.simple.csv
        **{"id": "entry", "schema": "kind", "name": "name", "aliases": "others"},
        **{"birth_date": "date", "countries": "country", "identifiers": "number"},
        "sanctions": "programme",
    },
)
NEEDED = ("entry", "kind", "name")
KINDS = {
    plain(word): kind
    for kind, words in {
        Kind.PERSON: "p|person|individual|natural person|persoon|personne|фізична особа|особа",
        Kind.ENTITY: "e|entity|enterprise|organization|organisation|company|legalentity"
        "|legal entity|publicbody|corporate|юридична особа|компанія",
        Kind.VESSEL: "v|vessel|ship|судно",
        Kind.OTHER: "o|other|airplane|aircraft|cryptowallet|security|address|asset",
    }.items()
    for word in words.split("|")
}
LONGEST = {"names": 300, "dates": 40, "countries": 60, "identifiers": 100}
NAMES_AT_MOST = 100


def known_header(cell: str) -> bool:
    """Whether ``cell`` is a column of a list that is read without asking."""
    return any(cell.strip().lower() in columns for columns in KNOWN)


def recognised(headers: list[str]) -> dict[str, str]:
    """{column: field} of a list that we know, or nothing. A header that stands several times counts
    the first time."""
    for columns in KNOWN:
        mapping = {header: columns.get(header.lower(), "") for header in headers}
        if set(NEEDED) <= set(mapping.values()):
            return mapping
    return {}


def missing(mapping: Mapping[str, str], *, every: str) -> list[str]:
    """What a mapping lacks, in sentences."""
    held = set(mapping.values())
    found = []
    if "entry" not in held:
        found.append(_("Choose the column with the number of the entry."))
    if not held & {"name", "part"}:
        found.append(_("Choose at least one column with the name."))
    if "kind" not in held and not every:
        found.append(
            _("Choose the column that tells people from organisations, or say what all are.")
        )
    return found


@dataclass
class Entry:
    """What the rows of one entry say; ``fault`` if they cannot be understood."""

    row: int
    entry: str
    kind: str = ""
    names: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    programme: str = ""
    fault: str = ""
    last: int = 0

    def add(self, name: str, values: Iterable[str]) -> None:
        held, longest = getattr(self, name), LONGEST[name]
        new = (" ".join(value.split())[:longest] for value in values)
        held += [value for value in dict.fromkeys(new) if value and value not in held]
        del held[NAMES_AT_MOST:]


def entries(records: Iterable[Record], headers: list[str], mapping: Mapping) -> Iterator[Entry]:
    """The entries of a file, each of rows that follow each other."""
    columns = [(at, mapping.get(header, "")) for at, header in enumerate(headers)]
    every = EVERY.get(mapping.get("", ""), "")
    rows = ((record, _cells(record, columns)) for record in records)
    for _key, group in groupby(rows, key=_belongs):
        yield _entry(list(group), every)


def _belongs(row: tuple[Record, dict]) -> tuple[str, int]:
    """What the rows of one entry share; a row without a number stands for itself."""
    record, cells = row
    return cells["entry"], 0 if cells["entry"] else record.number


def _cells(record: Record, columns: list[tuple[int, str]]) -> dict:
    """{field: values of the row}; the number of the entry is one."""
    found: dict = {name: [] for name in FIELDS}
    for at, name in columns:
        cell = record.cells[at].strip() if name and at < len(record.cells) else ""
        if cell:
            found[name] += _several(cell) if name in SEVERAL else [cell]
    found["entry"] = found["entry"][0][:200] if found["entry"] else ""
    return found


def _several(cell: str) -> list[str]:
    """Values between semicolons; one that holds a semicolon stands in quotation marks."""
    return [value for row in csv.reader([cell], delimiter=";") for value in row]


def _entry(rows: list, every: str) -> Entry:
    first, cells = rows[0]
    found = Entry(row=first.number, entry=cells["entry"], kind=every, fault=first.fault)
    found.last = rows[-1][0].number
    for _record, cells in rows:
        found.add("names", [*(cells["name"] or [" ".join(cells["part"])]), *cells["others"]])
        found.add("dates", cells["date"])
        found.add("countries", cells["country"])
        found.add("identifiers", cells["number"])
        found.programme = found.programme or ", ".join(cells["programme"])[:300]
        found.kind = found.kind or next(map(kind_of, cells["kind"]), "")
    if not found.fault:
        found.fault = _fault(found, rows)
    return found


def kind_of(words: str) -> str:
    return KINDS.get(plain(words), "")


def _fault(found: Entry, rows: list) -> str:
    if not found.entry:
        return _("The number of the entry is missing.")
    if not found.kind:
        said = next((cells["kind"][0] for _record, cells in rows if cells["kind"]), "")
        if said:
            return _("“%(words)s” is no kind that we know.") % {"words": said[:40]}
        return _("It is not said whether this is a person or an organisation.")
    return ""


def compact(number: str) -> list[str]:
    """How a number is compared: letters and digits alone, also without the country before it."""
    bare = re.sub(r"[^0-9A-Z]", "", number.upper())
    found = [bare, bare[2:]] if re.fullmatch(r"[A-Z]{2}\d{8,}", bare) else [bare]
    return [one for one in found if len(one) >= 6]
