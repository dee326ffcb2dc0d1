"""A draft beside what is published: field by field, as a reviewer reads it."""

from dataclasses import dataclass, field

from django import forms

from partners.forms.fields import LinesField
from partners.keeping.marking import Marked, marked


@dataclass(frozen=True)
class Change:
    """``before`` and ``after`` are marked texts; of a list, what is ``added`` and ``removed``.

    ``overwrites``: the chamber, or somebody else, changed the same field since the draft began.
    """

    label: str
    before: Marked = field(default_factory=list)
    after: Marked = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    is_list: bool = False
    overwrites: bool = False
    language: str = ""


def changes(form, *, before, after, overwritten=()):
    """Where ``after`` says something else than ``before`` does, in the order of the form."""
    return [
        _change(form.fields[name], before.get(name, ""), after[name], name in overwritten)
        for name in in_order(form)
        if name in after and (after[name] or "") != (before.get(name) or "")
    ]


def in_order(form):
    """The names of the fields as the groups of the form have them, then the rest."""
    grouped = []
    for _heading, lines in form.by_group():
        for first, others, _open in lines:
            grouped += [first.name, *(other.name for other in others)]
    return dict.fromkeys([*grouped, *form.fields])


def label_of(form, name):
    return str(form.fields[name].label or name)


def words_of(field, value):
    """A kept value as a reader knows it: a text, or a list of texts."""
    if isinstance(field, forms.ModelChoiceField):
        several = isinstance(field, forms.ModelMultipleChoiceField)
        said = _rows(field, value if several else [value])
        return said if several else ", ".join(said)
    if isinstance(field, forms.ChoiceField):
        choices = {str(key): str(label) for key, label in field.choices}
        if isinstance(value, list):
            return [choices.get(one, one) for one in value]
        return choices.get(value, value) if value else ""
    if isinstance(field, LinesField):
        return LinesField.split(value or "")
    return value


def _change(field, before, after, overwrites):
    old, new = words_of(field, before), words_of(field, after)
    said = {"label": str(field.label), "overwrites": overwrites}
    if isinstance(old, list) or isinstance(new, list):
        removed = [one for one in old if one not in new]
        added = [one for one in new if one not in old]
        return Change(added=added, removed=removed, is_list=True, **said)
    left, right = marked(old, new)
    return Change(before=left, after=right, language=field.widget.attrs.get("lang", ""), **said)


def _rows(field, values):
    """Labels of rows by their keys; those that are gone are left out."""
    keys = [int(one) for one in values if str(one).isdigit()]
    rows = field.queryset.model._base_manager.in_bulk(keys)
    return [field.label_from_instance(rows[key]) for key in keys if key in rows]
