"""What two people changed in different fields of one form needs no decision."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from chamber.history.changes import event_model

# Widgets whose value is one string under the field's own name.
PLAIN = (forms.TextInput, forms.Textarea, forms.Select, forms.RadioSelect)
SEVERAL = (forms.SelectMultiple, forms.CheckboxSelectMultiple)


def base_of(current: Model, *, version: int | None) -> Model | None:
    """The row as it stood at ``version``, when its history is kept; else None."""
    events: Any = event_model(type(current))  # with columns that pghistory adds
    if events is None or version is None:
        return None
    return events.objects.filter(pgh_obj_id=current.pk, version=version).order_by("pgh_id").last()


def merge(
    form: forms.BaseForm, data: QueryDict, *, base: Model | None, current: Model
) -> list[str]:
    """Give the fields of ``data`` that were left as in ``base`` the words of ``current``.

    Returns the names of those that changed so. Without a ``base`` nothing can be told apart.
    """
    if base is None:
        return []
    names = [name for name in form.fields if form.add_prefix(name) in data]
    before, now = forms.model_to_dict(base, names), forms.model_to_dict(current, names)
    taken = []
    for name in before:
        field, key = form.fields[name], form.add_prefix(name)
        if not isinstance(field.widget, PLAIN) or isinstance(field.widget, SEVERAL):
            continue
        theirs = field.prepare_value(now[name])
        if field.has_changed(before[name], theirs) and not field.has_changed(
            before[name], data[key]
        ):
            data[key] = "" if theirs is None else theirs
            taken.append(name)
    return taken
