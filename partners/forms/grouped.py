"""Forms whose fields stand in groups, and those that are written in four languages."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chamber.forms import languages

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
            is_long = self._meta.model._meta.get_field(name).max_length > LONG
            languages.prepare(self, name, rows=5 if is_long else 3)
        for column in languages.columns(*self.translated):
            self.fields[column].required = False
        for name in self.wanted:
            first = self.fields[own_first(name)[0]]
            first.help_text = _("One language is enough to begin.")

    def clean(self):
        cleaned = super().clean()
        for name, message in self.wanted.items():
            if not any(cleaned.get(one) or one in self.errors for one in own_first(name)):
                self.add_error(own_first(name)[0], message)
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
        first, *others = [self[one] for one in own_first(name)]
        return first, others, any(field.value() or field.errors for field in others)


def own_first(name):
    """The fields of a translated one, the reader's own language first."""
    own = f"{name}_{get_language()}"
    return sorted(languages.columns(name), key=lambda column: column != own)
