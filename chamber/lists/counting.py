"""Counting that stops where the figure no longer helps anybody."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.formats import number_format

CAP = 10_000
FEW = 1_000


@dataclass(frozen=True)
class Count:
    """``value`` rows, or more than ``value`` when ``capped``."""

    value: int
    capped: bool = False

    def __str__(self) -> str:
        figure = number_format(self.value, use_l10n=True, force_grouping=True)
        return f"{figure}+" if self.capped else figure


def capped_count(queryset: QuerySet[Any], *, cap: int = CAP) -> Count:
    """Count at most ``cap`` + 1 rows."""
    value = queryset.order_by().values("pk")[: cap + 1].count()
    return Count(min(value, cap), capped=value > cap)


def keys_of_few(queryset: QuerySet[Any], *, few: int = FEW) -> list[Any] | None:
    """The primary keys of all rows in their order; None when there are more than ``few``.

    They come as one value, not as a row each, which takes a fifth of the time.
    """
    try:
        found, values = queryset.values("pk")[: few + 1].query.sql_with_params()
    except EmptyResultSet:  # known without asking
        return []
    with connections[queryset.db].cursor() as cursor:
        # The query is Django's own, its values go apart from it.
        keys_at_once = f"SELECT coalesce(array_agg(pk), '{{}}') FROM ({found}) AS found"
        cursor.execute(keys_at_once, values)
        [keys] = cursor.fetchone()
    return keys if len(keys) <= few else None
