"""Filters in force as pills: words, and the address without that one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_filters.widgets import SuffixedMultiWidget

from chamber.lists.addresses import address, without


@dataclass(frozen=True)
class Pill:
    label: str
    remove_url: str


def pills(filterset: FilterSet, request: HttpRequest) -> list[Pill]:
    """One pill per value that the form accepted; what it refused filters and shows nothing."""
    form = filterset.form
    if not form.is_bound:
        return []
    form.is_valid()
    return [
        pill
        for name, field in form.fields.items()
        if form.cleaned_data.get(name) not in (None, "", [], ())
        for pill in _of_field(form, name, field, request)
    ]


def clear_url(filterset: FilterSet, request: HttpRequest) -> str:
    """The list without any filter, in the same order."""
    form = filterset.form
    return address(request, drop=[key for name in form.fields for key in _names(form, name)])


def _of_field(
    form: forms.Form, name: str, field: forms.Field, request: HttpRequest
) -> Iterator[Pill]:
    value = form.cleaned_data[name]
    label = str(field.label or name)
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        for raw, words in _choices(field, value):
            yield Pill(_pill(label, words), without(request, form.add_prefix(name), raw))
    else:
        yield Pill(_pill(label, _words(field, value)), address(request, drop=_names(form, name)))


def _pill(label: str, words: str) -> str:
    return _("%(label)s: %(value)s") % {"label": label, "value": words} if words else label


def _names(form: forms.Form, name: str) -> list[str]:
    """The names in the query string that belong to this field (a range has two)."""
    widget, prefixed = form.fields[name].widget, form.add_prefix(name)
    if isinstance(widget, SuffixedMultiWidget):
        return [f"{prefixed}_{suffix}" for suffix in widget.suffixes]
    if isinstance(widget, forms.MultiWidget):
        return [prefixed + suffix for suffix in widget.widgets_names]  # type: ignore[attr-defined]
    return [prefixed]


def _choices(
    field: forms.MultipleChoiceField | forms.ModelMultipleChoiceField, values: Iterable[Any]
) -> list[tuple[str, str]]:
    if isinstance(field, forms.ModelMultipleChoiceField):
        key = field.to_field_name or "pk"
        return [(str(getattr(row, key)), field.label_from_instance(row)) for row in values]
    return [(str(value), _choice(field, value)) for value in values]


def _choice(field: forms.ChoiceField, value: object) -> str:
    choices: Any = field.choices
    for key, words in choices:
        if isinstance(words, (list, tuple)):  # a group
            found = [inner for inner_key, inner in words if str(inner_key) == str(value)]
            if found:
                return str(found[0])
        elif str(key) == str(value):
            return str(words)
    return str(value)


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "" if value else _("no")
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value)
    if isinstance(field, forms.ChoiceField):
        return _choice(field, value)
    if isinstance(value, slice):
        return f"{_plain(value.start)} – {_plain(value.stop)}".strip()
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return date_format(value, "DATE_FORMAT") if hasattr(value, "year") else str(localize(value))
