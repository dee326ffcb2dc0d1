"""Small forms of the tabs: what is searched for, and who comes along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.models import Participant
from partners.models import Organisation


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=100, required=False, widget=forms.SearchInput)


class ParticipantForm(forms.ModelForm):
    """For a person who is known; with which city, for whom and with how many."""

    places = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=20,
        initial=1,
        help_text=_("The person and those who accompany them."),
    )

    class Meta:
        model = Participant
        fields = ["side", "delegation", "organisation", "role", "places"]
        help_texts = {"delegation": _("For those who come with a city.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mission, person = self.instance.mission, self.instance.person
        self.fields["delegation"].queryset = mission.delegations.select_related("city")
        of_the_person = Organisation.objects.filter(memberships__person=person)
        self.fields["organisation"].queryset = of_the_person

    def clean(self):
        cleaned = super().clean()
        comes_with_a_city = cleaned.get("side") == Participant.Side.DELEGATION
        if comes_with_a_city and not cleaned.get("delegation") and "delegation" not in self.errors:
            self.add_error("delegation", _("Say with which city this person comes."))
        if not comes_with_a_city:
            cleaned["delegation"] = None
        return cleaned
