from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chamber.glossary.models import LANGUAGES, TEXTS, Term

NAMES = dict(settings.LANGUAGES)
REQUIRED = {
    "word_en": _("Enter the word in English."),
    "public_meaning_en": _("Enter in English what public bodies mean."),
    "private_meaning_en": _("Enter in English what companies mean."),
}


class TermForm(forms.ModelForm):
    class Meta:
        model = Term
        fields = [f"{name}_{language}" for language in LANGUAGES for name in TEXTS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            for name in TEXTS:
                self._prepare(f"{name}_{language}", Term._meta.get_field(name), language)

    def _prepare(self, name, original, language):
        field = self.fields[name]
        field.label = f"{original.verbose_name.capitalize()} ({NAMES[language]})"
        field.required = name in REQUIRED
        field.widget.attrs |= {"lang": language, "maxlength": original.max_length}
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        if name in REQUIRED:
            field.error_messages["required"] = REQUIRED[name]

    def by_language(self):
        """One group of fields per language: (code, name of the language, bound fields)."""
        for language, name in settings.LANGUAGES:
            yield language, name, [self[f"{text}_{language}"] for text in TEXTS]
