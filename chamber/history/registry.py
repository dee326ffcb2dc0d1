"""Which models have a history page, and which of their fields may be put back by hand.

States and money go back by their verbs, never by hand: name only what describes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Details = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Kept:
    """A model with a history page; ``fields`` are its descriptive columns in all languages."""

    model: Any  # a model whose manager knows visible_to
    fields: frozenset[str]
    details: Details | None = None


_kept: dict[str, Kept] = {}
verbs: dict[str, str | Promise] = {
    "created": _("created"),
    "changed": _("changed"),
    "deleted": _("deleted"),
    "reverted": _("put back an earlier text"),
}


def keep(
    model: type[Model],
    *,
    fields: Iterable[str] = (),
    words: Mapping[str, str | Promise] | None = None,
    details: Details | None = None,
) -> None:
    """Give ``model`` a history page; ``words`` says its verbs: {"invited": _("invited")}.

    ``details`` says what a line was written with, in the reader's language; empty for nothing.
    """
    columns = {field.name for field in model._meta.concrete_fields}
    wanted = {
        column
        for column in columns
        for name in fields
        if column == name or _translates(column, name)
    }
    _kept[model._meta.label_lower] = Kept(model, frozenset(wanted), details)
    verbs.update(words or {})


def kept(label: str) -> Kept | None:
    """What is registered under ``label`` ("glossary.term"), or None."""
    return _kept.get(label.lower())


def _translates(column: str, name: str) -> bool:
    head, _, language = column.rpartition("_")
    return head == name and len(language) == 2
