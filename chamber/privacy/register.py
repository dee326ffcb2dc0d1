"""The register: what every field of every table says about people.

Each app has a ``privacy.py`` that classifies its models. Export, retention and the record of
processing read nothing else, so that a field that is not in here fails a test.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event

Field = models.Field | models.ManyToManyField


class Kind(models.TextChoices):
    """How near a field comes to a person, the nearest last."""

    NONE = "none", _("nothing about a person")
    CONTACT = "contact", _("how to reach a person")
    IDENTITY = "identity", _("who a person is and what they did")
    SENSITIVE = "sensitive", _("sensitive: secrets and protected facts")


@dataclass(frozen=True)
class Entry:
    """What one ``classify`` said about one model."""

    title: str | Promise  # lazily translated, for the person the rows are about
    kinds: dict[str, Kind]
    subject: tuple[str, ...] = ()  # lookups to the user the row is about; "self": the row is it
    address: tuple[str, ...] = ()  # lookups to the mail address the row is about
    withheld: frozenset[str] = frozenset()  # never leaves in an export: secrets, other people


entries: dict[str, Entry] = {}


def classify(
    label: str,
    *,
    title: str | Promise = "",
    none: str = "",
    contact: str = "",
    identity: str = "",
    sensitive: str = "",
    subject: str = "",
    address: str = "",
    withheld: str = "",
) -> None:
    """Say of each field of the model ``label`` ("app.Model") what it is; names as words.

    ``subject`` and ``address`` are lookup paths to the User or the mail address a row is about;
    without either the rows are about nobody in particular and are not part of an export.
    """
    words = {
        Kind.NONE: none,
        Kind.CONTACT: contact,
        Kind.IDENTITY: identity,
        Kind.SENSITIVE: sensitive,
    }
    kinds = {name: kind for kind, names in words.items() for name in names.split()}
    if len(kinds) < sum(len(names.split()) for names in words.values()):
        raise ValueError(f"A field of {label} is classified twice.")
    entries[label] = Entry(
        title=title or label,
        kinds=kinds,
        subject=tuple(subject.split()),
        address=tuple(address.split()),
        withheld=frozenset(withheld.split()),
    )


def stored_models() -> list[type[models.Model]]:
    """Every model with a table of its own, by label; join tables belong to their field."""
    every = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return sorted(every, key=lambda model: model._meta.label)


def entry_of(model: type[models.Model]) -> Entry | None:
    """The model's entry or None; a table of events has that of the model it follows."""
    if not is_event(model):
        return entries.get(model._meta.label)
    followed = model.pgh_tracked_model and entries.get(model.pgh_tracked_model._meta.label)
    if not followed:
        return None
    subject, address = (
        tuple(_path_of_event(model, path) for path in paths)
        for paths in (followed.subject, followed.address)
    )
    return replace(followed, subject=subject, address=address)


def _path_of_event(model: type[Event], path: str) -> str:
    """By the event's own copy of the column where it has one: its row may be gone."""
    if path.split("__", maxsplit=1)[0] in {field.name for field in model._meta.local_fields}:
        return path
    return "pgh_obj" if path == "self" else f"pgh_obj__{path}"


def kind_of(field: Field) -> Kind | None:
    """The kind of one model field, or None while nobody has said it."""
    if is_event(field.model) and field.name.startswith("pgh_"):
        return Kind.NONE
    entry = entry_of(field.model)
    return entry.kinds.get(field_name(field)) if entry else None


def fields_of(model: type[models.Model]) -> list[Field]:
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def field_name(field: Field) -> str:
    """The name to classify: a translated column goes by the field it translates."""
    if is_event(field.model) and not field.name.startswith("pgh_"):
        field = field.model.pgh_tracked_model._meta.get_field(field.name)
    return getattr(field, "translated_field", field).name


def is_event(model: type[models.Model]) -> TypeGuard[type[Any]]:  # with columns that pghistory adds
    return issubclass(model, Event)


def models_about_people() -> list[tuple[type[models.Model], Entry]]:
    """Models whose rows are about somebody who can be found, with their entries."""
    pairs = [(model, entry_of(model)) for model in stored_models()]
    return [(model, entry) for model, entry in pairs if entry and (entry.subject or entry.address)]


def faults() -> list[str]:
    """Sentences, each with a remedy, about everything the register does not say or says wrongly."""
    found = []
    known = {model._meta.label: model for model in stored_models()}
    for label in sorted(entries.keys() - known.keys()):
        found.append(f"{label} is classified but there is no such model: remove its classify().")
    for model in known.values():
        found += _unclassified(model)
        if entry := entries.get(model._meta.label):
            found += _vanished(model, entry)
    return found


def _unclassified(model: type[models.Model]) -> Iterator[str]:
    missing = {field_name(field) for field in fields_of(model) if kind_of(field) is None}
    where = (model.pgh_tracked_model or model) if is_event(model) else model
    module = where._meta.app_config.name.replace(".", "/")
    for name in sorted(missing):
        yield (
            f"{model._meta.label}.{name} is not classified. In {module}/privacy.py (models of"
            f" others: chamber/privacy/third_party.py) write register.classify("
            f"{where._meta.label!r}, ...) with {name} in none=, contact=, identity= or sensitive=."
        )


def _vanished(model: type[models.Model], entry: Entry) -> Iterator[str]:
    there = {field_name(field) for field in fields_of(model)}
    for name in sorted((entry.kinds.keys() | entry.withheld) - there):
        yield (
            f"{model._meta.label} has no field {name}: take the word out of"
            f" register.classify({model._meta.label!r}, ...)."
        )
