"""What happened to a mission lately, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chamber.history import lines
from chamber.history.models import Entry
from missions import verbs
from missions.models import Mission, Participant, ProgrammeItem

if TYPE_CHECKING:
    from chamber.accounts.models import User

WORDS = {  # of the verbs a mission is logged with
    "moved_on": _("state of the mission"),
    "need_added": _("need that travels along"),
    "need_dropped": _("need that no longer travels along"),
    "host_chosen": _("host chosen"),
    "host_confirmed": _("host confirmed"),
    "host_declined": _("host declined"),
    "host_removed": _("host taken off"),
    "item_removed": _("taken off the programme"),
    "shortlist_shared": _("takes a shortlist along"),
    "shortlist_taken_back": _("no longer takes a shortlist along"),
}


def told(data: Mapping[str, Any]) -> str:
    """What a line about a mission was written with: a name, the state it came to, or people."""
    states = dict(Mission.State.choices)
    return str(states.get(data.get("to", ""), data.get("what", ""))) or verbs.details(data)


def changed(mission: Mission, *, user: "User", at_most: int = 6) -> list[dict[str, Any]]:
    """The newest lines about the mission, its programme and its people, for parts/history.html."""
    items = ProgrammeItem.objects.visible_to(user).filter(mission=mission)
    people = Participant.objects.visible_to(user).filter(mission=mission)
    wanted = Q(content_type=_type(mission), object_id=mission.pk)
    for rows in (items, people):
        wanted |= Q(content_type=_type(rows.model), object_id__in=rows.values("pk"))
    entries = list(Entry.objects.filter(wanted).select_related("by")[:at_most])
    names = _names(entries, items) | _names(entries, people.select_related("person"))
    return [_row(entry, names.get((entry.content_type_id, entry.object_id))) for entry in entries]


def _names(entries: list[Entry], rows: QuerySet[Any]) -> dict[tuple[int, int], str]:
    """What the ``entries`` about some of ``rows`` are about, by type and key."""
    kind = _type(rows.model).pk
    keys = [entry.object_id for entry in entries if entry.content_type_id == kind]
    found = rows.in_bulk(keys) if keys else {}
    return {(kind, key): str(getattr(row, "person", row)) for key, row in found.items()}


def _row(entry: Entry, name: str | None) -> dict[str, Any]:
    said = lines.said(entry)
    sentence = gettext("%(subject)s: %(verb)s") % {"subject": name, "verb": said} if name else said
    url = reverse("history:object", args=[lines.label(entry), entry.object_id])
    return {"sentence": capfirst(sentence), "by": entry.by, "at": entry.at, "url": url}


def _type(model: Model | type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
