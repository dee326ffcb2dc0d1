from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.importing.fields import FIELDS, guess, missing


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A table saved as CSV, in UTF-8 or Windows-1251, with commas, semicolons or tabs"
            " between its columns. The first row names the columns."
        ),
        allow_empty_file=True,  # to be told so in the words of the import
        error_messages={"required": gettext_lazy("Choose the file to import.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )


class MappingForm(forms.Form):
    """One choice for each column of the file: the field it holds, or nothing."""

    def __init__(self, *args, headers, mapping, examples, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers, self.examples = headers, examples
        self.guessed = guess(headers)
        choices = [("", _("not imported")), *((name, one.label) for name, one in FIELDS.items())]
        for at, header in enumerate(headers):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=header,
                choices=choices,
                initial=(mapping or self.guessed)[header],
                required=False,
            )

    def clean(self):
        taken = {}
        for at, header in enumerate(self.headers):
            name = self.cleaned_data.get(f"column_{at}")
            if name and name in taken:
                words = _("“%(column)s” holds this already. Choose it for one column only.")
                self.add_error(f"column_{at}", words % {"column": taken[name]})
            elif name:
                taken[name] = header
        if not self.errors:
            for words in missing(self.mapping):
                self.add_error(None, words)

    @property
    def mapping(self):
        return {
            header: self.cleaned_data.get(f"column_{at}", "")
            for at, header in enumerate(self.headers)
        }

    def columns(self):
        """Each column as the page shows it: its field, its first values, whether we know it."""
        for at, header in enumerate(self.headers):
            values = [row[at].strip() for row in self.examples if at < len(row) and row[at].strip()]
            yield self[f"column_{at}"], values, bool(self.guessed[header])

    def unknown(self):
        return [header for header, name in self.guessed.items() if not name]
