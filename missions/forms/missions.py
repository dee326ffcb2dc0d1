"""A mission as people plan it; moments are typed as the clock in Brussels shows them."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chamber.forms.languages import columns
from chamber.slots import objective_choices
from missions.forms.groups import Group, during
from missions.forms.languages import InFourLanguages
from missions.models import Mission, MissionTarget
from missions.models.missions import Kind
from partners.models import Place

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=100)
MOMENTS = ("starts_at", "ends_at", "answer_by")
AT_HOME = ["Odesa", "Mykolaiv", "Kherson"]
MOST = 2000  # people on one mission


class MissionForm(InFourLanguages, forms.ModelForm):
    """``targets()`` is what planning sets; the places are those of the mission's pool."""

    texts = ("title", "host_region")
    asked = {
        "title": _("Enter the title in English."),
        "host_region": _("Enter the host region in English."),
    }

    kinds = forms.MultipleChoiceField(
        label=_("Kinds"), choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    objectives = forms.TypedMultipleChoiceField(
        label=_("Objectives"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    cities = forms.ModelMultipleChoiceField(
        label=_("Cities that travel"),
        queryset=Place.objects.filter(country="UA"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each sends a delegation, which is booked as a whole."),
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=MOST,
        help_text=_("For participants and those who accompany them; the others wait in order."),
    )

    class Meta:
        model = Mission
        fields = [
            *columns("title", "host_region"),
            "kinds",
            "objectives",
            "host_places",
            *MOMENTS,
            "lead",
            "is_public",
        ]
        field_classes = dict.fromkeys(MOMENTS, forms.DateTimeField)
        widgets = {
            **{
                name: forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
                for name in MOMENTS
            },
            "host_places": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            **dict.fromkeys(MOMENTS, _("Brussels time; in Kyiv it is one hour later.")),
            "is_public": _("From the state “planned” on; names of participants are never shown."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            self.fields[name].validators += [MinValueValidator(FIRST), MaxValueValidator(LAST)]
        for what in MissionTarget.What:
            self.fields[f"target_{what}"] = forms.IntegerField(
                label=capfirst(what.label), min_value=1, max_value=MOST, required=False
            )
        self.fields["objectives"].choices = objective_choices()
        staff = get_user_model().objects.of_the_chamber().filter(is_active=True)
        self.fields["lead"].queryset = staff
        self.fields["host_places"].queryset = Place.objects.exclude(country="UA")
        self.initial |= self._standing() if self.instance.pk else self._usual()

    def _usual(self):
        return {"cities": Place.objects.filter(country="UA", name_en__in=AT_HOME)}

    def _standing(self):
        targets = self.instance.targets.values_list("what", "value")
        return {
            "cities": [delegation.city_id for delegation in self.instance.delegations.all()],
            "capacity": self.instance.pool.capacity,
            **{f"target_{what}": value for what, value in targets},
        }

    def targets(self):
        return {what: self.cleaned_data.get(f"target_{what}") for what in MissionTarget.What}

    def groups(self):
        """What the template draws below the texts."""
        when, targets = during(self.instance), [f"target_{what}" for what in MissionTarget.What]
        return [
            Group(_("What and why"), self._some("kinds", "objectives")),
            Group(_("Who travels, and where to"), self._some("cities", "host_places", "capacity")),
            Group(_("When"), self._some(*MOMENTS), beside=True, during=when),
            Group(_("Targets"), self._some(*targets), beside=True),
            Group(_("Who answers for it"), self._some("lead", "is_public")),
        ]

    def _some(self, *names):
        return [self[name] for name in names]

    def clean_cities(self):
        """Who has people or a part in the programme cannot simply stay at home."""
        cities = self.cleaned_data["cities"]
        if self.instance.pk:
            left = self.instance.delegations.exclude(city__in=cities).select_related("city")
            bound = left.filter(participants__isnull=False) | left.filter(items__isnull=False)
            for delegation in bound.distinct():
                message = _("%(city)s has participants or a part of its own in the programme.")
                self.add_error(
                    "cities", forms.ValidationError(message, params={"city": delegation.city})
                )
        return cities

    def clean(self):
        cleaned = super().clean()
        starts, ends, answer_by = (cleaned.get(name) for name in MOMENTS)
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("A mission ends after it starts."))
        elif starts and ends and ends - starts > LONGEST:
            self.add_error("ends_at", _("A mission lasts 100 days at most."))
        elif starts and ends and self.instance.pk:
            self._clean_programme(starts, ends)
        if starts and answer_by and answer_by > starts:
            self.add_error("answer_by", _("People answer before the mission starts."))
        return cleaned

    def _clean_programme(self, starts, ends):
        items = self.instance.items
        for name, outside in [
            ("starts_at", items.filter(starts_at__lt=starts)),
            ("ends_at", items.filter(ends_at__gt=ends)),
        ]:
            if count := outside.count():
                message = ngettext(
                    "%(count)d item of the programme would lie outside the mission.",
                    "%(count)d items of the programme would lie outside the mission.",
                    count,
                )
                self.add_error(name, message % {"count": count})
