"""The history page: what was said in the log and what changed in the columns, as one story."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _

from chamber.history import registry
from chamber.history.changes import Change, Column, changes
from chamber.history.models import Entry

AT_MOST = 200


@dataclass(frozen=True)
class Line:
    """One thing that happened; ``revertible`` names the columns that may be put back."""

    at: datetime
    by: Any
    words: str
    event: int | None = None
    columns: list[Column] = field(default_factory=list)
    revertible: bool = False


def lines(subject: Model) -> list[Line]:
    """The story of ``subject``, newest first; log lines take the columns changed with them."""
    entries = list(Entry.objects.about(subject).select_related("by")[:AT_MOST])
    found = [_of_change(subject, change, entries) for change in changes(subject)]
    found += [Line(entry.at, entry.by, said(entry)) for entry in entries]
    return sorted(found, key=lambda line: line.at, reverse=True)


def said(entry: Entry) -> str:
    """The verb of ``entry`` in the reader's language, and what it was done with."""
    verb = str(registry.verbs.get(entry.verb, entry.verb.replace("_", " ")))
    kept = registry.kept(label(entry))
    details = kept.details(entry.data) if kept and kept.details else ""
    return _("%(verb)s: %(details)s") % {"verb": verb, "details": details} if details else verb


def label(entry: Entry) -> str:
    """What ``entry`` is about, as the registry names it: "glossary.term"."""
    known = ContentType.objects.get_for_id(entry.content_type_id)
    return f"{known.app_label}.{known.model}"


def _of_change(subject: Model, change: Change, entries: list[Entry]) -> Line:
    entry = next((entry for entry in entries if _belong(entry, change)), None)
    if entry:
        entries.remove(entry)
        words = said(entry)
    else:
        words = _("created") if change.is_first else _("changed")
    kept = registry.kept(subject._meta.label_lower)
    revertible = any(column.name in kept.fields for column in change.columns) if kept else False
    return Line(
        entry.at if entry else change.at,
        entry.by if entry and entry.by else change.by,
        words,
        change.event,
        change.columns,
        revertible,
    )


def _belong(entry: Entry, change: Change) -> bool:
    """Whether both were written by one transaction."""
    return entry.at == change.at and (change.by is None or entry.by_id == change.by.pk)
