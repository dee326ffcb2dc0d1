"""Everything that points at a row: foreign keys, many-to-many and generic ones, of any app.

An app that comes later needs to do nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Count, F, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamber.forms.models import Versioned

# {model, columns: {column: [before, after]}, keys, type, target}: the last two as in Pointer
Move = dict[str, Any]
WORDS = {  # of models whose own names are not for readers
    "history.entry": _("lines of the history"),
    "chain.chainlink": _("links of the chain"),
    "partners.matchprofile": _("matching profiles"),
    "partners.suggestion": _("suggestions"),
    "partners.organisation": pgettext_lazy("merge", "organisations merged into it before"),
    "bookings.booking": _("bookings"),
}


@dataclass(frozen=True)
class Pointer:
    """Rows of ``model`` whose ``column`` holds the key; ``type_column`` is of generic ones."""

    model: Any
    column: str
    type_column: str = ""
    target: Any = None

    def all(self) -> QuerySet:
        """Without the manager of the model, which may leave out rows or rename columns."""
        return QuerySet(self.model)

    def rows(self, keys: Collection[int]) -> QuerySet:
        found = self.all().filter(**{f"{self.column}__in": keys})
        if self.type_column:
            found = found.filter(**{self.type_column: self._type()})
        return found

    def change(self, rows: QuerySet, before: int, after: int) -> int:
        """Let ``rows`` point elsewhere, if they still point at ``before``."""
        changes: dict[str, Any] = {self.column: after}
        if issubclass(self.model, Versioned):  # a form that is open elsewhere notices
            changes["version"] = F("version") + 1
        return rows.filter(pk__in=self.rows([before]).values("pk")).update(**changes)

    def _type(self) -> int:
        return ContentType.objects.get_for_model(self.target).pk


def pointers(target: Any, *, apart_from: Collection[Any] = ()) -> Iterator[Pointer]:
    """Those at rows of ``target``, histories of columns left out: each row keeps its own."""
    relations: Any = target._meta.get_fields(include_hidden=True)
    for relation in relations:
        direct = relation.one_to_many or relation.one_to_one
        if not (relation.auto_created and direct and not relation.concrete):
            continue
        model = relation.related_model
        if model in apart_from or issubclass(model, pghistory.models.Event):
            continue
        yield Pointer(model, relation.field.attname, target=target)
    for model in apps.get_models(include_auto_created=True):
        for one in model._meta.private_fields:
            if isinstance(one, GenericForeignKey) and model not in apart_from:
                kind: Any = model._meta.get_field(one.ct_field)
                yield Pointer(model, one.fk_field, kind.attname, target)


def move(pointer: Pointer, gone: int, kept: int, *, but: Collection[int] = ()) -> list[Move]:
    """[rows that point at ``kept`` now, rows that could not, because ``kept`` has their like]."""
    keys = list(
        pointer.rows([gone]).exclude(pk__in=but).order_by("pk").values_list("pk", flat=True)
    )
    moved = change(pointer, keys, before=gone, after=kept)
    left = [key for key in keys if key not in set(moved)]
    column = {pointer.column: [gone, kept]}
    label = pointer.model._meta.label_lower
    kind = {"type": pointer.type_column, "target": pointer.target._meta.label_lower}
    return [{"model": label, "columns": column, "keys": some, **kind} for some in (moved, left)]


def put_back(move: Move) -> int:
    """How many rows of ``move`` could not be put back: they are gone, or point elsewhere now, or
    another row has taken their place."""
    model, target = apps.get_model(move["model"]), apps.get_model(move["target"])
    missing = 0
    for column, (before, after) in move["columns"].items():
        pointer = Pointer(model, column, move["type"], target)
        back = change(pointer, move["keys"], before=after, after=before)
        missing += len(move["keys"]) - len(back)
    return missing


def change(pointer: Pointer, keys: list[int], *, before: int, after: int) -> list[int]:
    """The keys of the rows that could be changed: all at once, or else one by one."""
    rows = pointer.all()
    try:
        with transaction.atomic():
            if pointer.change(rows.filter(pk__in=keys), before, after) == len(keys):
                return keys
            raise _NotAll
    except (IntegrityError, _NotAll):
        return [key for key in keys if _alone(pointer, rows.filter(pk=key), before, after)]


class _NotAll(Exception):
    """Some rows have changed meanwhile."""


def _alone(pointer: Pointer, rows: QuerySet, before: int, after: int) -> bool:
    try:
        with transaction.atomic():
            return pointer.change(rows, before, after) == 1
    except IntegrityError:
        return False


def counted(
    target: Any, keys: Collection[int], *, apart_from: Collection[Any]
) -> dict[Any, dict[int, int]]:
    """{words: {key: rows that point at it}}; one query."""
    found = list(pointers(target, apart_from=apart_from))
    queries = [
        one.rows(keys)
        .order_by()
        .annotate(nth_pointer=Value(place), pointed_at=F(one.column))
        .values("nth_pointer", "pointed_at")
        .annotate(pointing=Count("pk"))
        .values_list("nth_pointer", "pointed_at", "pointing")
        for place, one in enumerate(found)
    ]
    counts: dict[Any, dict[int, int]] = {}
    for place, key, n in queries[0].union(*queries[1:], all=True):
        of = counts.setdefault(words(found[place].model._meta.label_lower), {})
        of[key] = of.get(key, 0) + n
    return counts


def words(label: str) -> Any:
    """What rows of a model are called by people."""
    model: Any = apps.get_model(label)
    owner = model._meta.auto_created  # of the table between two that are many to many
    shown = owner or model
    return WORDS.get(shown._meta.label_lower, shown._meta.verbose_name_plural)
