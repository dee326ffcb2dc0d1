"""Tables of employment: read from a file, looked through, taken into use; and what they show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber.glossary.fallback import read
from clusters.models import EmploymentRow, EmploymentTable
from clusters.quotients import quotients
from partners.importing import tables
from partners.importing.cells import nace_code
from partners.models import Industry
from partners.names import latin

if TYPE_CHECKING:
    from chamber.accounts.models import User

COLUMNS = ("region", "industry", "employees", "year", "source")
ROWS_AT_MOST = 20_000
FAULTS: dict[str, str | Promise] = {
    "no row": gettext_lazy("The row cannot be read: a quotation mark is open."),
    "no region": gettext_lazy("The region has no name."),
    "no industry": gettext_lazy("NACE revision 2 has no such section or division."),
    "another level": gettext_lazy("The rows before have another level of NACE: one table has one."),
    "no number": gettext_lazy("The number of employees is no whole number."),
    "no year": gettext_lazy("The year is none."),
    "no source": gettext_lazy("The source is missing."),
    "twice": gettext_lazy("The same region, industry and year stand further up."),
}


class _Wrong(Exception):
    """A row that is not taken: which of FAULTS, and the cell."""


@dataclass(frozen=True)
class Concentration:
    """One industry of a region; ``quotient`` is None where nobody works in the whole region."""

    industry: Industry
    employees: int
    quotient: float | None
    year: int
    source: str

    @property
    def name(self) -> str:
        return read(self.industry, "name").words

    @property
    def stands_out(self) -> bool:
        return bool(self.quotient and self.quotient > 1)


def region_key(name: str) -> str:
    return slugify(latin(name))[:120]


@transaction.atomic
def bring_in(file: BinaryIO, *, name: str, by: "User") -> EmploymentTable:
    """Read ``file`` into a table that is not in use yet; raises tables.NotATable."""
    said = tables.look(file)
    places = _places(said.headers)
    if said.rows > ROWS_AT_MOST:
        words = _("This file has %(rows)s rows. Split it: %(limit)s can be imported at once.")
        raise tables.NotATable(words % {"rows": f"{said.rows:,}", "limit": f"{ROWS_AT_MOST:,}"})
    table = EmploymentTable.objects.create(name=name[:200], by=by)
    reader = _Reader(table, places)
    records = tables.records(file, encoding=said.encoding, delimiter=said.delimiter)
    EmploymentRow.objects.bulk_create(reader.rows(records), batch_size=2_000)
    table.faults = reader.faults
    table.save(update_fields=["faults"])
    return table


def take_into_use(table: EmploymentTable, *, at: datetime) -> None:
    """From now on quotients are computed from it; doing it again changes nothing."""
    EmploymentTable.objects.filter(pk=table.pk, in_use_since=None).update(in_use_since=at)


def said_of(faults: list[list[Any]]) -> list[tuple[int, str, str]]:
    """(row, what is wrong, cell) in the reader's language."""
    return [(number, str(FAULTS[key]), cell) for number, key, cell in faults]


def regions() -> list[EmploymentRow]:
    """A row for each region of the tables in use: its name, its newest year."""
    rows = EmploymentRow.objects.filter(table__in=EmploymentTable.objects.in_use())
    newest = rows.order_by("region_key", "-year", "-table").distinct("region_key")
    return list(newest.only("region", "region_key", "year"))


def concentrations(key: str) -> list[Concentration]:
    """The industries of a region by quotient, from the newest year and table that has it.

    The other regions of the same table and year are what it is compared with.
    """
    in_use = EmploymentTable.objects.in_use()
    newest = EmploymentRow.objects.filter(table__in=in_use, region_key=key)
    last = newest.order_by("-year", "-table").values("table", "year").first()
    if last is None:
        return []
    rows = EmploymentRow.objects.filter(**last).select_related("industry")
    by_pair = {(row.region_key, row.industry_id): row for row in rows}
    found = quotients({pair: row.employees for pair, row in by_pair.items()})
    here = [
        Concentration(row.industry, row.employees, found.get(pair), row.year, row.source)
        for pair, row in by_pair.items()
        if row.region_key == key
    ]
    return sorted(here, key=lambda one: (-(one.quotient or 0), one.industry.code))


def within(found: list[Concentration], industries: list[Industry]) -> list[Concentration]:
    """Those of a domain: its own codes, what is part of them, and what they are part of."""
    codes = {one.code for one in industries}
    above = {one.parent for one in industries}
    return [
        one for one in found if one.industry.code in codes | above or one.industry.parent in codes
    ]


def _places(headers: list[str]) -> dict[str, int]:
    """Where each of COLUMNS stands; raises NotATable when one is missing."""
    named = {header.strip().lower(): at for at, header in enumerate(headers)}
    named.setdefault("industry", named.get("nace", -1))
    missing = [column for column in COLUMNS if named.get(column, -1) < 0]
    if missing:
        words = _("These columns are missing: %(columns)s. The first row names the columns.")
        raise tables.NotATable(words % {"columns": ", ".join(missing)})
    return {column: named[column] for column in COLUMNS}


class _Reader:
    """Goes through the rows once and keeps what is wrong with them."""

    def __init__(self, table: EmploymentTable, places: dict[str, int]) -> None:
        self.table, self.places = table, places
        self.faults: list[list[Any]] = []
        self.seen: set[tuple[str, str, int]] = set()
        self.level = 0
        known = Industry.objects.filter(revision="2", level__lte=2)
        self.industries = {row.code: row for row in known}

    def rows(self, records: Iterator[tables.Record]) -> Iterator[EmploymentRow]:
        for record in records:
            if not record.fault and not any(cell.strip() for cell in record.cells):
                continue
            try:
                yield self._row(record)
            except _Wrong as wrong:
                self.faults.append([record.number, *wrong.args])

    def _row(self, record: tables.Record) -> EmploymentRow:
        if record.fault:
            raise _Wrong("no row", "")
        cells = {
            column: record.cells[at].strip() if at < len(record.cells) else ""
            for column, at in self.places.items()
        }
        row = EmploymentRow(
            table=self.table,
            region=cells["region"][:120],
            region_key=region_key(cells["region"]),
            industry=self._industry(cells["industry"]),
            employees=_number(cells["employees"], "no number", most=2_000_000_000),
            year=_number(cells["year"], "no year", least=1900, most=2100),
            source=cells["source"][:300],
        )
        self._refuse(row, cells)
        self.seen.add((row.region_key, row.industry.code, row.year))
        self.level = row.industry.level
        return row

    def _refuse(self, row: EmploymentRow, cells: dict[str, str]) -> None:
        if not row.region_key:
            raise _Wrong("no region", cells["region"][:60])
        if not row.source:
            raise _Wrong("no source", "")
        if self.level and row.industry.level != self.level:
            raise _Wrong("another level", cells["industry"][:60])
        if (row.region_key, row.industry.code, row.year) in self.seen:
            raise _Wrong("twice", f"{row.region}, {row.industry.code}, {row.year}")

    def _industry(self, cell: str) -> Industry:
        found = self.industries.get(nace_code(cell))
        if found is None:
            raise _Wrong("no industry", cell[:60])
        return found


def _number(cell: str, fault: str, *, least: int = 0, most: int) -> int:
    """A whole number, with the spaces that people put between thousands."""
    digits = "".join(cell.split())
    if not (digits.isascii() and digits.isdigit() and least <= int(digits[:12]) <= most):
        raise _Wrong(fault, cell[:60])
    return int(digits)
