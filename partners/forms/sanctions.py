"""A sanctions list on its way in, and what somebody says of a possible match."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.forms.checks import day_input
from partners.forms.fields import AddressField
from partners.models import SanctionsHit, SanctionsList
from partners.trust import formats

State = SanctionsHit.State


class ListForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the list"),
        help_text=gettext_lazy("The same name again brings in a newer edition of that list."),
        max_length=120,
    )
    url = AddressField(label=gettext_lazy("Address of the list"), required=False, max_length=500)
    issued_on = forms.DateField(label=gettext_lazy("Issued on"), widget=day_input())
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV. The consolidated list of the European Union and “targets.simple.csv” of"
            " OpenSanctions are read as they are; of other lists you say what the columns hold."
        ),
        allow_empty_file=True,  # to be told so in the words of the import
        error_messages={"required": gettext_lazy("Choose the file to import.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        there = SanctionsList.objects.filter(name__iexact=name).first()
        return there.name if there else name

    def clean_issued_on(self):
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class ColumnsForm(forms.Form):
    """One choice for each column of the file: the field it holds, or nothing."""

    every = forms.ChoiceField(
        label=gettext_lazy("Who is on the list"),
        choices=[
            ("", gettext_lazy("people and organisations, a column tells them apart")),
            ("all-person", gettext_lazy("people only")),
            ("all-entity", gettext_lazy("organisations only")),
        ],
        required=False,
    )

    def __init__(self, *args, headers, mapping, examples, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers, self.examples = headers, examples
        self.fields["every"].initial = mapping.get("", "")
        choices = [("", _("not imported")), *formats.FIELDS.items()]
        for at, header in enumerate(headers):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=header, choices=choices, initial=mapping.get(header, ""), required=False
            )

    def clean(self):
        taken = {}
        for at, header in enumerate(self.headers):
            name = self.cleaned_data.get(f"column_{at}")
            if name in formats.ONCE and name in taken:
                words = _("“%(column)s” holds this already. Choose it for one column only.")
                self.add_error(f"column_{at}", words % {"column": taken[name]})
            taken[name] = header
        if not self.errors:
            for words in formats.missing(self.mapping, every=self.mapping[""]):
                self.add_error(None, words)

    @property
    def mapping(self):
        """{column: field}; under no column, what all rows are."""
        chosen = {
            header: self.cleaned_data.get(f"column_{at}", "")
            for at, header in enumerate(self.headers)
        }
        return chosen | {"": self.cleaned_data.get("every", "")}

    def columns(self):
        """Each column as the page shows it: its field and its first values."""
        for at in range(len(self.headers)):
            values = [row[at].strip() for row in self.examples if at < len(row) and row[at].strip()]
            yield self[f"column_{at}"], values, True


class DecisionForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Are they the same?"),
        choices=[
            (State.SAME, gettext_lazy("Yes: this blocks whom it is about")),
            (State.DIFFERENT, gettext_lazy("No, somebody else: this is not asked again")),
            (State.UNCLEAR, gettext_lazy("Unclear: it stays on the list to be looked at")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("What you compared: date of birth, number, seat, owners."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
