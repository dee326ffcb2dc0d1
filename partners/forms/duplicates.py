"""The forms of possible duplicates: two that are two, and two that become one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.duplicates import sheet

FIRST, SECOND, BOTH = "first", "second", "both"


class ApartForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("How do you know that they are two?"),
        help_text=gettext_lazy("You say it once; the pair stays away."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say how you know that they are two.")},
    )


class MergeForm(forms.Form):
    """Field by field what ``kept`` of the ``pair`` says from now on; the versions that were read
    go with the form."""

    keep = forms.ChoiceField(choices=[(FIRST, FIRST), (SECOND, SECOND)], widget=forms.HiddenInput)
    first_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    second_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, pair, kept, **kwargs):
        self.first, self.second = pair
        super().__init__(*args, **kwargs)
        self.fields["keep"].initial = self._side(kept)
        self.fields["first_version"].initial = self.first.version
        self.fields["second_version"].initial = self.second.version
        self.lines = sheet.lines(self.first, self.second)
        for line in self.lines:
            if line.differs:
                self.fields[f"take_{line.name}"] = self._choice(line, kept)

    def _choice(self, line, kept):
        choices = [(FIRST, line.first or _("empty")), (SECOND, line.second or _("empty"))]
        if line.is_list:
            choices.append((BOTH, _("both")))
        other = self.first if kept == self.second else self.second
        said = sheet.default(line.name, kept, other)
        own = {sheet.BOTH: BOTH, sheet.KEPT: self._side(kept), sheet.GONE: self._side(other)}
        return forms.ChoiceField(
            label=line.label, choices=choices, initial=own[said], widget=forms.RadioSelect
        )

    def _side(self, organisation):
        return SECOND if organisation == self.second else FIRST

    def rows(self):
        """(line, its radio buttons: those of the first and of the second column) of each field."""
        for line in self.lines:
            radios = list(self[f"take_{line.name}"]) if line.differs else []
            yield line, [radios[:1], radios[1:]] if radios else None

    @property
    def kept_and_gone(self):
        """As the person saw them."""
        self.first.version = self.cleaned_data["first_version"]
        self.second.version = self.cleaned_data["second_version"]
        two = [self.first, self.second]
        return two if self.cleaned_data["keep"] == FIRST else two[::-1]

    @property
    def taken(self):
        """{field: kept, gone or both}"""
        sides = {self.cleaned_data["keep"]: sheet.KEPT, BOTH: sheet.BOTH}
        return {
            name.removeprefix("take_"): sides.get(side, sheet.GONE)
            for name, side in self.cleaned_data.items()
            if name.startswith("take_")
        }
