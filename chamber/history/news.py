"""What changed lately, as one reader may know it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse

from chamber.history import registry
from chamber.history.lines import said
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
    found: dict[tuple[int, int, str], News] = {}
    for entry in entries:
        subject = subjects.get((entry.content_type_id, entry.object_id))
        if subject is not None:
            key = (entry.content_type_id, entry.object_id, entry.verb)
            found.setdefault(key, _of(entry, subject))
    return list(found.values())[:at_most]


def _visible(user: "User", entries: list[Entry]) -> dict[tuple[int, int], Model]:
    """By content type and id, one query for each model; what is deleted or foreign is left out."""
    wanted = defaultdict(set)
    for entry in entries:
        wanted[entry.content_type_id].add(entry.object_id)
    return {
        (number, pk): subject
        for number, ids in wanted.items()
        if (kept := registry.kept(_label(number)))
        for pk, subject in kept.model.objects.visible_to(user).in_bulk(ids).items()
    }


def _of(entry: Entry, subject: Model) -> News:
    url = reverse("history:object", args=[_label(entry.content_type_id), entry.object_id])
    return News(subject, said(entry), entry.by, entry.at, url)


def _label(content_type: int) -> str:
    known = ContentType.objects.get_for_id(content_type)
    return f"{known.app_label}.{known.model}"
