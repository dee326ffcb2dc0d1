from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.importing.fields import FIELDS, guess, missing
from partners.names import plain

LINE = 80  # characters that a field of one line shows


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx), or a table saved as CSV, in UTF-8 or Windows-1251, with"
            " commas, semicolons or tabs between its columns. The first row names the columns."
        ),
        allow_empty_file=True,  # to be told so in the words of the import
        error_messages={"required": gettext_lazy("Choose the file to import.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv,text/csv"}),
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


class SheetForm(forms.Form):
    """Which sheet of a workbook is read."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))

    def __init__(self, *args, run, **kwargs):
        super().__init__(*args, initial={"sheet": run.sheet}, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in run.sheets]


class Cell(forms.CharField):
    """Any words, or none: what is missing the import itself says. Goes with what was seen in it."""

    def __init__(self, words, **kwargs):
        is_long = len(words) > LINE or "\n" in words
        widget = forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput
        super().__init__(widget=widget, max_length=10_000, show_hidden_initial=True, **kwargs)

    def validate(self, value):
        pass


class RowForm(forms.Form):
    """The cells of one row that are imported."""

    use_required_attribute = False

    def __init__(self, *args, row, **kwargs):
        self.cells = {}
        for at, header in enumerate(row.run.headers):
            if row.run.mapping.get(header):
                self.cells[f"cell_{at}"] = row.cells[at] if at < len(row.cells) else ""
        super().__init__(*args, **kwargs | {"initial": self.cells})
        for name, words in self.cells.items():
            header = row.run.headers[int(name.removeprefix("cell_"))]
            field = FIELDS[row.run.mapping[header]]
            hint = "" if plain(header) == plain(str(field.label)) else field.label
            self.fields[name] = Cell(words, label=header, help_text=hint)

    def said(self):
        """The cells to be read: (header, words)."""
        return [(self.fields[name].label, words) for name, words in self.cells.items()]

    @classmethod
    def judged(cls, row, outcome):
        """The cells as they stand, with what ``outcome`` says of each."""
        form = cls(row=row)
        form.data = dict(form.cells) | {
            form.add_initial_prefix(name): words for name, words in form.cells.items()
        }
        form.is_bound = True
        form.is_valid()
        places = {form.fields[name].label: name for name in form.cells}
        for message in outcome.messages:
            form.add_error(places.get(message.column), message.words)
        return form

    def changed(self):
        """{column: (as it was seen, as it shall be)} of the cells that were changed."""
        return {
            int(name.removeprefix("cell_")): (
                self.data.get(self.add_initial_prefix(name), ""),
                self.cleaned_data[name],
            )
            for name in self.changed_data
            if name in self.cells
        }
