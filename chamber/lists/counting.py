"""Counting that stops where the figure no longer helps anybody."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format

CAP = 10_000


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
