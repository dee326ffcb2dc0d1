"""Shortlists and saved searches: making, sharing and keeping them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import SavedSearch, Shortlist

NEW = "new"
NAMELESS = _("Enter a name for the new shortlist.")


class ShortlistForm(forms.ModelForm):
    class Meta:
        model = Shortlist
        fields = ["name", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class AddForm(forms.Form):
    """Which of ``shortlists``, or a new one, and why."""

    to = forms.ChoiceField(label=_("Shortlist"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name of the new shortlist"),
        required=False,
        max_length=120,
        error_messages={"required": NAMELESS},
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("One word or sentence; it stands beside each name."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args, shortlists, **kwargs):
        super().__init__(*args, **kwargs)
        self.shortlists = {str(row.pk): row for row in shortlists}
        choices = [(key, str(row)) for key, row in self.shortlists.items()]
        self.fields["to"].choices = [*choices, (NEW, _("A new shortlist"))]
        self.fields["to"].initial = choices[0][0] if choices else NEW
        if not choices:  # nothing to choose: it is a new one
            self.fields["to"].widget = forms.HiddenInput()
            self.fields["name"].required = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == NEW and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", NAMELESS)
        return cleaned


class ShareForm(forms.Form):
    for_chamber = forms.BooleanField(
        label=_("The staff of the chamber may read it and change its rows"), required=False
    )
    address = forms.EmailField(
        label=_("Mail address of a person who may read it"),
        help_text=_(
            "Whoever signs in with this address finds the shortlist among theirs. "
            "Nobody is written to."
        ),
        required=False,
    )


class SearchForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["name", "view", "alert", "for_staff"]
        widgets = {"view": forms.RadioSelect, "alert": forms.RadioSelect}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.is_writing_staff:
            del self.fields["for_staff"]
