"""What changed lately, as one reader may know it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.urls import reverse

from chamber.history import registry
from chamber.history.lines import label, said
from chamber.history.models import Entry

if TYPE_CHECKING:
    from chamber.accounts.models import User

LOOKED_AT = 60  # newest lines of the log; what is left of them is enough for a side column


@dataclass(frozen=True)
class News:
    subject: Model
    words: str
    by: Any
    at: datetime
    url: str


def news(user: "User", *, at_most: int = 6) -> list[News]:
    """The newest lines about what ``user`` may see, the same verb on the same object once."""
    entries = list(Entry.objects.select_related("by")[:LOOKED_AT])
    subjects = _visible(user, entries)
    found: dict[tuple[str, int, str], News] = {}
    for entry in entries:
        about = (label(entry), entry.object_id)
        if about in subjects:
            found.setdefault((*about, entry.verb), _of(entry, subjects[about]))
    return list(found.values())[:at_most]


def _visible(user: "User", entries: list[Entry]) -> dict[tuple[str, int], Model]:
    """By label and id, one query for each model; what is deleted or foreign is left out."""
    wanted = defaultdict(set)
    for entry in entries:
        wanted[label(entry)].add(entry.object_id)
    return {
        (name, pk): subject
        for name, ids in wanted.items()
        if (kept := registry.kept(name))
        for pk, subject in kept.model.objects.visible_to(user).in_bulk(ids).items()
    }


def _of(entry: Entry, subject: Model) -> News:
    url = reverse("history:object", args=[label(entry), entry.object_id])
    return News(subject, said(entry), entry.by, entry.at, url)
