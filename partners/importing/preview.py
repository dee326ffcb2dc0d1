"""What the pages of an import show of it, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.importing import tables
from partners.importing.fields import FIELDS
from partners.isocodes import country_name
from partners.models import ImportRow, ImportRun

State = ImportRow.State
SHOWN = 10  # rows of each sort to be corrected
EXAMPLES = 3  # rows whose values help to tell what a column holds


@dataclass(frozen=True)
class Counted:
    """One sort of rows: how many there are, what becomes of them, and the first of them."""

    name: str
    number: int
    label: str
    fate: str
    rows: list[dict[str, Any]]

    @property
    def is_refused(self) -> bool:
        return self.name in ("wrong", "duplicate")

    @property
    def is_apart(self) -> bool:
        """Whether people have seen to these rows."""
        return self.name in State.values


def examples(run: ImportRun) -> list[list[str]]:
    with run.file.open("rb") as file:
        rows = tables.records(file.file, encoding=run.encoding, delimiter=run.delimiter)
        return [row.cells for row in islice(rows, EXAMPLES)]


def facts(run: ImportRun) -> list[str]:
    delimiters = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}
    rows = run.counts.get("rows", run.counts.get("lines", 0))
    number = ngettext("%(n)s row", "%(n)s rows", rows) % {"n": number_format(rows)}
    if run.sheet:
        return [number, _("sheet “%(name)s”") % {"name": run.sheet}]
    return [number, tables.ENCODINGS[run.encoding], delimiters[run.delimiter]]


def counted(run: ImportRun) -> list[Counted]:
    """Each sort of rows that a check tells apart; those that people see to as they stand now."""
    words = {
        "new": (_("New"), _("makes an organisation, which members see")),
        "changed": (_("Changed"), _("changes an organisation")),
        "unchanged": (_("Unchanged"), _("says what the directory says already")),
        "duplicate": (
            _("Duplicate"),
            _("is not applied: it may mean another row, or several organisations"),
        ),
        "wrong": (_("Wrong"), _("is not applied until somebody corrects it")),
    }
    apart = {
        "right": (_("Corrected"), _("is applied with the rest, or once you say so")),
        "applied": (_("Corrected and applied"), _("is in the directory")),
        "aside": (_("Left out"), _("is not applied")),
    }
    if "rows" not in run.counts:
        return []
    now = _numbers(run)
    known = [
        Counted(name, number, *said, rows=_rows(run, name) if number else [])
        for name, said in words.items()
        for number in [now.get(name, run.counts.get(name, 0))]
    ]
    return known + [
        Counted(name, now[name], *said, rows=[]) for name, said in apart.items() if now.get(name)
    ]


def _numbers(run: ImportRun) -> dict[str, int]:
    """How many rows to be corrected there are of each sort."""
    found = {"wrong": 0, "duplicate": 0}
    counted = run.rows.order_by().values_list("state", "is_duplicate").annotate(n=Count("pk"))
    for state, is_duplicate, number in counted:
        name = "duplicate" if is_duplicate and state == State.WRONG else state
        found[name] = found.get(name, 0) + number
    return found


def noted(run: ImportRun) -> list[dict[str, Any]]:
    """Rows that are taken although something in them is odd."""
    return _rows(run, "noted")


def becomes(found: dict[str, Any]) -> str:
    """What a row that is right does to the directory."""
    if "organisation" not in found:
        return _("it makes a new organisation")
    words = _("it changes %(name)s") if found["changes"] else _("%(name)s says all of it already")
    return words % {"name": found["organisation"]}


def dressed(found: dict[str, Any]) -> dict[str, Any]:
    """What was found of a row, with words for its codes."""
    return (
        found
        | {"country": country_name(found["country"])}
        | {"changes": [_labelled(change) for change in found.get("changes", ())]}
    )


def _rows(run: ImportRun, name: str) -> list[dict[str, Any]]:
    return list(map(dressed, _first(run, name)))


def _first(run: ImportRun, name: str) -> Iterator[dict[str, Any]]:
    if name not in ("wrong", "duplicate"):
        return iter(run.sample.get(name, ()))
    refused = run.rows.refused().filter(is_duplicate=name == "duplicate")[:SHOWN]
    return (row.found | {"url": row.get_absolute_url()} for row in refused)


def _labelled(change: dict[str, str]) -> dict[str, str]:
    return change | {"label": str(FIELDS[change["field"]].label)}
