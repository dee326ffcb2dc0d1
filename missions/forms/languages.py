"""Texts in four languages: English is the original, the others may follow."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def columns(*names):
    """The fields of the model form for these translated texts."""
    return [f"{name}_{language}" for name in names for language in LANGUAGES]


class InFourLanguages:
    """Mix in before ModelForm. ``texts`` are the translated fields; ``asked`` says in which words
    a missing English one is asked for."""

    texts = ()
    asked = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            for name in self.texts:
                self._prepare(f"{name}_{code}", name, code, language)

    def _prepare(self, column, name, code, language):
        field, original = self.fields[column], self._meta.model._meta.get_field(name)
        field.label = f"{capfirst(original.verbose_name)} ({language})"
        field.required = code == "en" and name in self.asked
        field.widget.attrs |= {"lang": code, "maxlength": original.max_length}
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        if field.required:
            field.error_messages["required"] = self.asked[name]

    def in_english(self):
        return [self[f"{name}_en"] for name in self.texts]

    def in_other_languages(self):
        """(code, fields) for each; the labels name the language."""
        return [
            (code, [self[f"{name}_{code}"] for name in self.texts])
            for code in LANGUAGES
            if code != "en"
        ]

    def is_translated(self):
        """Whether the other languages are open at once: something stands there or is wrong."""
        fields = [field for _code, fields in self.in_other_languages() for field in fields]
        return any(field.value() or field.errors for field in fields)
