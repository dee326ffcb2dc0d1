"""Texts that are written in every language of the portal, and their fields in a form."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst

NAMES = dict(settings.LANGUAGES)


def columns(*names: str) -> list[str]:
    """The fields of a model form for these translated texts."""
    return [f"{name}_{language}" for name in names for language in NAMES]


def prepare(form: Any, name: str, *, rows: int = 3) -> None:
    """Each field of the text ``name`` says its language, in words and to the browser; ``rows`` is
    the height of a box."""
    original = form._meta.model._meta.get_field(name)
    for language, words in NAMES.items():
        field = form.fields[f"{name}_{language}"]
        field.label = f"{capfirst(original.verbose_name)} ({words})"
        field.widget.attrs |= {"lang": language, "maxlength": original.max_length}
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = rows


def by_language(form: Any, *names: str) -> Iterator[tuple[str, str, list[Any]]]:
    """A group of fields for each language: (code, name of the language, bound fields)."""
    for language, words in NAMES.items():
        yield language, words, [form[f"{name}_{language}"] for name in names]
