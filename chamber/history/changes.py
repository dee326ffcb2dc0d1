"""Column by column changes of one object, read from what pghistory's triggers wrote."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pghistory.core
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.history.models import Entry

if TYPE_CHECKING:
    from chamber.accounts.models import User

Related = dict[str, dict[Any, models.Model]]
AT_MOST = 200  # events a page reads; what is older stays in the table
SHORT = 300  # characters of a value before it is cut


@dataclass(frozen=True)
class Column:
    """One column that changed; ``old`` and ``new`` are the stored values."""

    name: str
    label: str
    old: Any
    new: Any
    old_words: str
    new_words: str


@dataclass(frozen=True)
class Change:
    """One event: who changed which columns when. ``columns`` is empty for the first one kept."""

    event: int
    at: datetime
    by: Any = None
    is_first: bool = False
    columns: list[Column] = field(default_factory=list)


def event_model(model: type[models.Model]) -> type[models.Model] | None:
    """The table of events of ``model``, or None when it is not tracked."""
    return next(iter(pghistory.core.event_models(tracks_model=model)), None)


def changes(subject: models.Model, *, at_most: int = AT_MOST) -> list[Change]:
    """The changes of ``subject``, newest first. Three queries, one more per foreign key changed."""
    events = _events(subject, at_most + 1)
    people = _people(events)
    columns = _columns(type(subject))
    related = _related(columns, events)
    found = [_first(event, people) for event in events[:1] if len(events) <= at_most]
    for before, after in pairwise(events):
        differing = [
            _column(one, getattr(before, one.attname), getattr(after, one.attname), related)
            for one in columns
            if _differ(getattr(before, one.attname), getattr(after, one.attname))
        ]
        if differing:
            by = people.get(_user_id(after))
            found.append(Change(after.pgh_id, after.pgh_created_at, by, columns=differing))
    return found[::-1]


def last_change(subject: models.Model) -> Change | Entry | None:
    """Who changed ``subject`` last, and when: something with ``by`` and ``at``, or None."""
    events = _events(subject, 1)
    if not events:
        return Entry.objects.about(subject).select_related("by").first()
    newest = events[0]
    return Change(newest.pgh_id, newest.pgh_created_at, _people(events).get(_user_id(newest)))


def _events(subject: models.Model, at_most: int) -> list[Any]:
    """The newest ``at_most`` events, oldest of them first."""
    model: Any = event_model(type(subject))  # with columns that pghistory adds
    if model is None:
        return []
    events = model.objects.filter(pgh_obj_id=subject.pk).select_related("pgh_context")
    return list(events.order_by("-pgh_id")[:at_most])[::-1]


def _first(event: Any, people: dict[int, "User"]) -> Change:
    return Change(event.pgh_id, event.pgh_created_at, people.get(_user_id(event)), is_first=True)


def _user_id(event: Any) -> Any:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _people(events: list[Any]) -> dict[int, "User"]:
    return get_user_model().objects.in_bulk({_user_id(event) for event in events} - {None})


def _columns(model: type[models.Model]) -> list[models.Field]:
    """What a person compares: no key, version, sort key, nor the shadow of a translation."""
    events = event_model(model)
    tracked = {one.name for one in events._meta.fields} if events else set()
    names = {one.name for one in model._meta.concrete_fields}
    return [
        one
        for one in model._meta.concrete_fields
        if one.name in tracked
        and not (one.primary_key or one.name == "version" or f"{one.name}_en" in names)
        and not isinstance(one, models.BinaryField)
    ]


def _related(columns: list[models.Field], events: list[Any]) -> Related:
    """Rows that the foreign keys of ``events`` point at: {column name: {key: row}}."""
    found = {}
    for one in columns:
        keys = {getattr(event, one.attname) for event in events} - {None} if one.is_relation else ()
        if len(keys) > 1:
            found[one.name] = one.related_model._base_manager.in_bulk(keys)  # type: ignore[union-attr]
    return found


def _column(one: models.Field, old: Any, new: Any, related: Related) -> Column:
    rows = related.get(one.name, {})
    return Column(one.name, _label(one), old, new, _words(one, old, rows), _words(one, new, rows))


def _differ(old: object, new: object) -> bool:
    """Whether a reader sees a difference: an empty text and none at all look the same."""
    return (None if old == "" else old) != (None if new == "" else new)


def _label(one: models.Field) -> str:
    """The name of the column; a translated one says the language by its own name."""
    original = getattr(one, "translated_field", one)
    label = capfirst(str(original.verbose_name))
    language = getattr(one, "language", None)
    return f"{label} ({dict(settings.LANGUAGES)[language]})" if language else label


def _words(one: models.Field, value: Any, rows: dict[Any, models.Model]) -> str:
    if value is None or value == "":
        return _("empty")
    if one.is_relation:
        return str(rows.get(value, value))
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ngettext("%(n)s entry", "%(n)s entries", len(value)) % {"n": len(value)}
    text = str(localize(value))
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
