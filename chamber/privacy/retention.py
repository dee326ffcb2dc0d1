"""What is thrown away after its time. Rules are registered; the sweep does them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chamber.privacy.models import Export


@dataclass(frozen=True)
class Rule:
    """``find(at)`` gives the rows whose time is over, ``forget(row)`` ends one."""

    name: str
    words: str | Promise  # lazily translated: what is kept for how long
    find: Callable[[datetime], QuerySet[Any]]
    forget: Callable[[Any], object]


_rules: dict[str, Rule] = {}


def rule(
    name: str,
    words: str | Promise,
    *,
    find: Callable[[datetime], QuerySet[Any]],
    forget: Callable[[Any], object] = lambda row: row.delete(),
) -> None:
    _rules[name] = Rule(name, words, find, forget)


def every() -> list[Rule]:
    return list(_rules.values())


def sweep(*, at: datetime, dry_run: bool = False) -> dict[str, int]:
    """Forget what is over; returns how many rows by rule. With ``dry_run`` only count."""
    return {each.name: _apply(each, at, dry_run) for each in _rules.values()}


def _apply(each: Rule, at: datetime, dry_run: bool) -> int:
    over = each.find(at)
    if dry_run:
        return over.count()
    count = 0
    for row in over.iterator(chunk_size=500):
        each.forget(row)
        count += 1
    return count


rule(
    "privacy.exports",
    _("Files of exported personal data are kept for seven days."),
    find=lambda at: Export.objects.expired(at=at),
    forget=lambda export: export.forget(),
)
