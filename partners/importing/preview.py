"""What the pages of an import show of it, in the reader's language."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.importing import tables
from partners.importing.fields import FIELDS
from partners.isocodes import country_name
from partners.models import ImportRun

EXAMPLES = 3  # rows whose values help to tell what a column holds


@dataclass(frozen=True)
class Counted:
    """One sort of rows: how many there are, what becomes of them, and the first of them."""

    name: str
    number: int
    label: str
    fate: str
    rows: list[dict[str, Any]]


def examples(run: ImportRun) -> list[list[str]]:
    with run.file.open("rb") as file:
        rows = tables.records(file.file, encoding=run.encoding, delimiter=run.delimiter)
        return [row.cells for row in islice(rows, EXAMPLES)]


def facts(run: ImportRun) -> list[str]:
    delimiters = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}
    rows = run.counts.get("rows", run.counts.get("lines", 0))
    number = ngettext("%(n)s row", "%(n)s rows", rows) % {"n": number_format(rows)}
    return [number, tables.ENCODINGS[run.encoding], delimiters[run.delimiter]]


def counted(run: ImportRun) -> list[Counted]:
    """Each sort of rows that a check tells apart."""
    words = {
        "new": (_("New"), _("makes an organisation, which members see")),
        "changed": (_("Changed"), _("changes an organisation")),
        "unchanged": (_("Unchanged"), _("says what the directory says already")),
        "duplicate": (
            _("Duplicate"),
            _("is not applied: it may mean another row, or several organisations"),
        ),
        "wrong": (_("Wrong"), _("is not applied")),
    }
    return [
        Counted(name, run.counts.get(name, 0), *said, rows=_rows(run, name))
        for name, said in words.items()
        if "rows" in run.counts
    ]


def noted(run: ImportRun) -> list[dict[str, Any]]:
    """Rows that are taken although something in them is odd."""
    return _rows(run, "noted")


def _rows(run: ImportRun, name: str) -> list[dict[str, Any]]:
    return [
        row
        | {"country": country_name(row["country"])}
        | {"changes": [_labelled(change) for change in row.get("changes", ())]}
        for row in run.sample.get(name, ())
    ]


def _labelled(change: dict[str, str]) -> dict[str, str]:
    return change | {"label": str(FIELDS[change["field"]].label)}
