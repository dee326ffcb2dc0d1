from django import forms
from django.conf import settings

from missions.models import Brief

TEXTS = ("purpose", "brought_home", "practical")
ROWS = {"purpose": 4, "brought_home": 3, "practical": 8}


class BriefForm(forms.ModelForm):
    class Meta:
        model = Brief
        fields = [f"{name}_{code}" for code, _name in settings.LANGUAGES for name in TEXTS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            for name in TEXTS:
                original, field = Brief._meta.get_field(name), self.fields[f"{name}_{code}"]
                field.label = f"{original.verbose_name.capitalize()} ({language})"
                field.widget.attrs |= {
                    "lang": code,
                    "rows": ROWS[name],
                    "maxlength": original.max_length,
                }

    def by_language(self):
        """One group of fields per language: (code, name of the language, bound fields)."""
        for code, language in settings.LANGUAGES:
            yield code, language, [self[f"{text}_{code}"] for text in TEXTS]
