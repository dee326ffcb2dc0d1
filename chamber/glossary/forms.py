from django import forms
from django.utils.translation import gettext_lazy as _

from chamber.forms import languages
from chamber.glossary.models import TEXTS, Term

REQUIRED = {
    "word_en": _("Enter the word in English."),
    "public_meaning_en": _("Enter in English what public bodies mean."),
    "private_meaning_en": _("Enter in English what companies mean."),
}


class TermForm(forms.ModelForm):
    class Meta:
        model = Term
        fields = [f"{name}_{language}" for language in languages.NAMES for name in TEXTS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TEXTS:
            languages.prepare(self, name)
        for name, field in self.fields.items():
            field.required = name in REQUIRED
            if field.required:
                field.error_messages["required"] = REQUIRED[name]

    def by_language(self):
        return languages.by_language(self, *TEXTS)
