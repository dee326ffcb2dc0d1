"""Paging by the values of the last row seen, over any ordering of several columns.

A page costs the same wherever it stands (OFFSET reads everything before it). The order is the
database's own: ascending puts NULL last, descending puts it first, so that the reversed order is
exactly the order backwards. The primary key breaks every tie.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import BinaryField, F, Q

FORWARD, BACK = "n", "p"


@dataclass(frozen=True)
class Page:
    """Rows in order, and the cursors that lead on; an empty cursor means there is nothing there."""

    rows: list = field(default_factory=list)
    next: str = ""
    previous: str = ""


def page(queryset, *, order_by, size, cursor=""):
    """The page of ``size`` rows that ``cursor`` names; a cursor that cannot be read names the first.

    One query. ``order_by`` are column names, "-" before one turns it round.
    """
    order = _with_tie_breaker(order_by)
    keys = {f"key_{number}": name.lstrip("-") for number, name in enumerate(order)}
    queryset = queryset.annotate(**{key: F(name) for key, name in keys.items()})
    turn, values = _read(cursor, queryset, order)
    order_keys = [f"-{key}" if name[0] == "-" else key for key, name in zip(keys, order)]
    if turn == BACK:
        order_keys = [_reversed(key) for key in order_keys]
    if values is not None:
        queryset = queryset.filter(_after(order_keys, values))
    rows = list(queryset.order_by(*order_keys)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if turn == BACK:
        rows.reverse()
    return _page(rows, order, more=more, turn=turn, paged=values is not None, salt=_salt(queryset))


def _page(rows, order, *, more, turn, paged, salt):
    if not rows:
        return Page()
    has_next, has_previous = (paged, more) if turn == BACK else (more, paged)
    return Page(
        rows,
        next=_write(FORWARD, rows[-1], order, salt) if has_next else "",
        previous=_write(BACK, rows[0], order, salt) if has_previous else "",
    )


def _with_tie_breaker(order_by):
    order, seen = [], set()
    for name in [*order_by, "pk"]:
        if name.lstrip("-") not in seen:
            seen.add(name.lstrip("-"))
            order.append(name)
    return order


def _reversed(name):
    return name[1:] if name[0] == "-" else f"-{name}"


def _after(keys, values):
    """Rows that stand after ``values``: greater in the first key, or equal there and greater in the next."""
    after, equal = Q(), Q()
    for key, value in zip(keys, values):
        after |= equal & _beyond(key, value)
        equal &= _is(key.lstrip("-"), value)
    first, value = keys[0], values[0]
    # Says nothing new, but lets the planner begin its index scan at the right place.
    return after & (_is(first.lstrip("-"), value) | _beyond(first, value)) if len(keys) > 1 else after


def _is(key, value):
    return Q(**{f"{key}__isnull": True}) if value is None else Q(**{key: value})


def _beyond(key, value):
    if key[0] == "-":
        return Q(**{f"{key[1:]}__isnull": False} if value is None else {f"{key[1:]}__lt": value})
    if value is None:
        return Q(pk__in=[])
    return Q(**{f"{key}__gt": value}) | Q(**{f"{key}__isnull": True})


# The cursor ----------------------------------------------------------------------------------


def _salt(queryset):
    return f"lists.keyset.{queryset.model._meta.label}"


def _write(turn, row, order, salt):
    values = [_plain(getattr(row, f"key_{number}")) for number in range(len(order))]
    return signing.dumps([turn, order, values], salt=salt)


def _plain(value):
    match value:
        case None | bool() | int() | str():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return bytes(value).hex()
        case float() | Decimal():
            return str(value)
        case _:
            return str(value)


def _read(cursor, queryset, order):
    """The direction and the values in ``cursor``, or (FORWARD, None) when it is not one of this list."""
    try:
        turn, signed_order, values = signing.loads(cursor, salt=_salt(queryset))
        if turn in (FORWARD, BACK) and signed_order == order:
            fields = [
                queryset.query.annotations[f"key_{number}"].output_field
                for number in range(len(order))
            ]
            return turn, [_typed(kind, value) for kind, value in zip(fields, values, strict=True)]
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        pass
    return FORWARD, None


def _typed(kind, value):
    if isinstance(kind, BinaryField) and value is not None:
        return bytes.fromhex(value)
    return kind.to_python(value)
