from django import forms

from chamber.forms import languages
from missions.models import Brief

ROWS = {"purpose": 4, "brought_home": 3, "practical": 8}
TEXTS = tuple(ROWS)


class BriefForm(forms.ModelForm):
    class Meta:
        model = Brief
        fields = [f"{name}_{language}" for language in languages.NAMES for name in TEXTS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in ROWS.items():
            languages.prepare(self, name, rows=rows)

    def by_language(self):
        return languages.by_language(self, *TEXTS)
