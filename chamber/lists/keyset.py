"""Paging by the values of the last row seen, over any ordering of several columns.

A page costs the same wherever it stands (OFFSET reads everything before it). The order is the
database's own: ascending puts NULL last, descending puts it first, so that the reversed order is
exactly the order backwards. The primary key breaks every tie.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Self

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import BinaryField, F, Field, Q, QuerySet
from django.db.models.expressions import Col

FORWARD, BACK = "n", "p"


@dataclass(frozen=True)
class Page:
    """Rows in order, and the cursors that lead on; an empty cursor means there is nothing there."""

    rows: list = field(default_factory=list)
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Key:
    """One column of the order; the query carries it as the annotation ``name``."""

    name: str
    descending: bool
    kind: Field
    nullable: bool

    @property
    def order(self) -> str:
        return f"-{self.name}" if self.descending else self.name

    def reversed(self) -> Self:
        return replace(self, descending=not self.descending)

    def is_at(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def is_beyond(self, value: Any) -> Q:
        """The column stands after ``value`` in this order."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if self.descending else Q(pk__in=[])
        return self._compared("lt" if self.descending else "gt", value)

    def is_not_before(self, value: Any) -> Q:
        if value is None:
            return Q() if self.descending else self.is_at(None)
        return self._compared("lte" if self.descending else "gte", value)

    def _compared(self, lookup: str, value: Any) -> Q:
        compared = Q(**{f"{self.name}__{lookup}": value})
        null_is_last = self.nullable and not self.descending
        return compared | self.is_at(None) if null_is_last else compared


def page(
    queryset: QuerySet[Any],
    *,
    order_by: Iterable[str],
    size: int,
    cursor: str = "",
    keys_in_order: list[Any] | None = None,
) -> Page:
    """The page of ``size`` rows that ``cursor`` names, the first for one that cannot be read.

    One query. ``order_by`` are column names, "-" before one turns it round. Where it is known,
    ``keys_in_order`` are the primary keys of all rows: only those of the page are then asked for.
    """
    order = _with_tie_breaker(order_by)
    queryset, keys = _with_keys(queryset, order)
    salt = f"lists.keyset.{queryset.model._meta.label}"
    turn, values = _read(cursor, order, keys, salt)
    if turn == BACK:
        keys = [key.reversed() for key in keys]
    if values is not None:
        queryset = queryset.filter(_after(keys, values))
    if keys_in_order is not None:
        near = _near(keys_in_order, turn, values and values[-1], size)
        queryset = queryset.filter(pk__in=near)
    rows = list(queryset.order_by(*[key.order for key in keys])[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if turn == BACK:
        rows.reverse()
    if not rows:
        return Page()
    has_next, has_previous = (True, more) if turn == BACK else (more, values is not None)
    return Page(
        rows,
        next=_write(FORWARD, rows[-1], order, keys, salt) if has_next else "",
        previous=_write(BACK, rows[0], order, keys, salt) if has_previous else "",
    )


def page_of_keys(queryset: QuerySet[Any], *, keys: list[Any], size: int, cursor: str = "") -> Page:
    """The page of ``size`` rows that ``cursor`` names when all ``keys`` are known in their order.

    One query. A row that is gone since leaves a gap.
    """
    salt = f"lists.keys.{queryset.model._meta.label}"
    turn, last = _read_key(cursor, salt)
    place = keys.index(last) if last in keys else -1
    start = max(place - size, 0) if turn == BACK else place + 1
    stop = place if turn == BACK else start + size
    wanted = keys[start:stop]
    found = queryset.in_bulk(wanted)
    rows = [found[key] for key in wanted if key in found]
    if not rows:
        return Page()
    return Page(
        rows,
        next=signing.dumps([FORWARD, wanted[-1]], salt=salt) if stop < len(keys) else "",
        previous=signing.dumps([BACK, wanted[0]], salt=salt) if start > 0 else "",
    )


def _read_key(cursor: str, salt: str) -> tuple[str, Any]:
    try:
        turn, key = signing.loads(cursor, salt=salt)
    except (signing.BadSignature, ValueError, TypeError):
        return FORWARD, None
    return turn, key


def _near(keys: list[Any], turn: str, pk: Any, size: int) -> list[Any]:
    """Those of ``keys`` that may be on the page that begins beside ``pk``, and one more."""
    if pk is None:
        return keys[: size + 1]
    if pk not in keys:  # gone since
        return keys
    place = keys.index(pk)
    if turn == BACK:
        return keys[max(place - size - 1, 0) : place]
    return keys[place + 1 : place + size + 2]


def _with_tie_breaker(order_by: Iterable[str]) -> list[str]:
    order, seen = [], set()
    for name in [*order_by, "pk"]:
        if name.lstrip("-") not in seen:
            seen.add(name.lstrip("-"))
            order.append(name)
    return order


def _with_keys(queryset: QuerySet[Any], order: list[str]) -> tuple[QuerySet[Any], list[Key]]:
    names = [f"key_{number}" for number in range(len(order))]
    columns = {name: F(column.lstrip("-")) for name, column in zip(names, order, strict=True)}
    queryset = queryset.annotate(**columns)
    table = queryset.query.get_initial_alias()
    keys = []
    for name, column in zip(names, order, strict=True):
        found = queryset.query.annotations[name]
        own = isinstance(found, Col) and found.alias == table and found.target
        nullable = not own or own.null
        keys.append(Key(name, column[0] == "-", found.output_field, nullable))
    return queryset, keys


def _after(keys: list[Key], values: list[Any]) -> Q:
    """Rows after ``values``: greater in the first key, or equal there and greater in the next."""
    after, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        after |= equal & key.is_beyond(value)
        equal &= key.is_at(value)
    # Says nothing new, but lets the planner begin its index scan at the right place.
    return keys[0].is_not_before(values[0]) & after


def _write(turn: str, row: Any, order: list[str], keys: list[Key], salt: str) -> str:
    values = [_plain(getattr(row, key.name)) for key in keys]
    return signing.dumps([turn, order, values], salt=salt)


def _read(
    cursor: str, order: list[str], keys: list[Key], salt: str
) -> tuple[str, list[Any] | None]:
    """The direction and the values in ``cursor``; (FORWARD, None) when it is not of this list."""
    try:
        turn, signed_order, values = signing.loads(cursor, salt=salt)
        if signed_order == order:
            typed = [_typed(key.kind, value) for key, value in zip(keys, values, strict=True)]
            return turn, typed
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        pass
    return FORWARD, None


def _plain(value: object) -> str | int | None:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            return str(value)


def _typed(kind: Field, value: Any) -> Any:
    if isinstance(kind, BinaryField) and value is not None:
        return bytes.fromhex(value)
    return kind.to_python(value)
