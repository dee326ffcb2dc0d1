"""Forms whose fields stand in groups, and those that are written in four languages."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partners.models.organisations import LANGUAGES

NAMES = dict(settings.LANGUAGES)
LONG = 500  # characters from which a text gets a taller box


class GroupedForm(forms.ModelForm):
    """``groups`` are (heading, names of fields); one of ``translated`` stands for its field in
    each language, and ``wanted`` holds the message for those that no language may leave out."""

    groups: tuple = ()
    translated: tuple = ()
    wanted: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.translated:
            original = self._meta.model._meta.get_field(name)
            for language in LANGUAGES:
                self._prepare(self.fields[f"{name}_{language}"], original, language)
        for name in self.wanted:
            first = self.fields[columns(name)[0]]
            first.help_text = _("One language is enough to begin.")

    def _prepare(self, field, original, language):
        field.label = f"{capfirst(original.verbose_name)} ({NAMES[language]})"
        field.required = False
        field.widget.attrs |= {"lang": language, "maxlength": original.max_length}
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 5 if original.max_length > LONG else 3

    def clean(self):
        cleaned = super().clean()
        for name, message in self.wanted.items():
            if not any(cleaned.get(one) or one in self.errors for one in columns(name)):
                self.add_error(columns(name)[0], message)
        return cleaned

    def by_group(self):
        """(heading, lines) of each group; a line is (field, the same in the other languages,
        whether those are open)."""
        for heading, names in self.groups:
            yield heading, [self._line(name) for name in names if self._has(name)]

    def _has(self, name):
        return name in self.translated or name in self.fields

    def _line(self, name):
        if name not in self.translated:
            return self[name], [], False
        first, *others = [self[one] for one in columns(name)]
        return first, others, any(field.value() or field.errors for field in others)


def columns(name):
    """The fields of a translated one, the reader's own language first."""
    own = get_language()
    return [f"{name}_{code}" for code in sorted(LANGUAGES, key=lambda code: code != own)]


def in_every_language(*names):
    return [f"{name}_{language}" for name in names for language in LANGUAGES]
