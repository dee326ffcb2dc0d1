"""Counting that stops where the figure no longer helps anybody."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
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
    at_once = ArraySubquery(queryset.values("pk")[: few + 1])
    anything = queryset.model._base_manager.order_by().values_list(at_once, flat=True)
    keys = next(iter(anything[:1]), None) or []
    return keys if len(keys) <= few else None
