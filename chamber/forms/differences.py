"""Two versions of a form beside each other, field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import localize
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    yours: str


def differences(form: forms.BaseForm, instance: Model) -> list[Difference]:
    """Where the cleaned ``form`` says something else than ``instance`` does now."""
    current = forms.model_to_dict(instance, list(form.fields))
    found = []
    for name, field in form.fields.items():
        if name not in current or name not in form.cleaned_data:
            continue
        theirs, yours = words(field, current[name]), words(field, form.cleaned_data[name])
        if theirs != yours:
            found.append(Difference(str(field.label or name), theirs, yours))
    return found


def words(field: forms.Field, value: Any) -> str:
    """The value of a form field as a reader knows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_rows(field, value))
    if isinstance(field, forms.ChoiceField):
        values = value if isinstance(value, (list, tuple)) else [value]
        choices = {str(key): str(label) for key, label in _flat(field.choices)}
        return ", ".join(choices.get(str(one), str(one)) for one in values)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(localize(value))


def _rows(field: forms.ModelChoiceField, value: Any) -> list[str]:
    several = isinstance(field, forms.ModelMultipleChoiceField)
    keys = [getattr(row, "pk", row) for row in (value if several else [value])]
    rows = field.queryset.model._base_manager.in_bulk(keys)  # type: ignore[union-attr]
    return [field.label_from_instance(rows[key]) for key in keys if key in rows]


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
