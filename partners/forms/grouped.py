"""Forms whose fields stand in groups, and those that are written in four languages."""

from django import forms
from django.conf import settings
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
            self.fields[f"{name}_{LANGUAGES[0]}"].help_text = _("One language is enough to begin.")

    def _prepare(self, field, original, language):
        words = str(original.verbose_name)
        field.label = f"{words[:1].upper()}{words[1:]} ({NAMES[language]})"
        field.required = False
        field.widget.attrs |= {"lang": language, "maxlength": original.max_length}
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 5 if original.max_length > LONG else 3

    def clean(self):
        cleaned = super().clean()
        for name, message in self.wanted.items():
            columns = [f"{name}_{language}" for language in LANGUAGES]
            if not any(cleaned.get(column) or column in self.errors for column in columns):
                self.add_error(columns[0], message)
        return cleaned

    def by_group(self):
        """(heading, bound fields) of each group."""
        for heading, names in self.groups:
            yield heading, [self[column] for name in names for column in self._columns(name)]

    def _columns(self, name):
        if name in self.translated:
            return [f"{name}_{language}" for language in LANGUAGES]
        return [name] if name in self.fields else []


def in_every_language(*names):
    return [f"{name}_{language}" for name in names for language in LANGUAGES]
