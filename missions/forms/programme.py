"""An item of the programme as people type it: a day and two times of the clock in Brussels."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chamber.bookings.forms import OnOneDay, wall
from chamber.bookings.models import Kind, Resource
from chamber.charts import zones
from chamber.forms.languages import columns
from missions.forms.groups import Group, during
from missions.forms.languages import InFourLanguages
from missions.models import Mission, MissionPartner, ProgrammeItem
from partners.models import Place

TO_BOOK = [Kind.INTERPRETER, Kind.ROOM, Kind.VEHICLE]
PARTS = ("hosts", "delegations", "resources", "needs")


class OfKind(forms.ModelMultipleChoiceField):
    """Resources by name and kind."""

    def label_from_instance(self, resource):
        return f"{resource.label} ({resource.get_kind_display()})"


class ItemForm(OnOneDay, InFourLanguages, forms.ModelForm):
    """``parts()`` is what the item needs and answers; it is booked and stored by the verbs."""

    texts = ("title", "subtitle")
    asked = {"title": _("Enter in English what it is.")}

    date = forms.DateField(
        label=_("Date"),
        help_text=_("A day of the mission."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    start = forms.TimeField(
        label=_("From"),
        help_text=_("Brussels time; in Kyiv it is one hour later."),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    end = forms.TimeField(
        label=_("Until"),
        help_text=_("Brussels time; 00:00 is midnight at the end of the day."),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    resources = OfKind(
        label=_("Rooms, vehicles and interpreters"),
        queryset=Resource.objects,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ProgrammeItem
        fields = ["kind", *columns("title", "subtitle"), "place", "venue", *PARTS, "state"]
        widgets = dict.fromkeys(PARTS, forms.CheckboxSelectMultiple)
        help_texts = {
            "hosts": _("Those of the partners of this mission that have not declined."),
            "delegations": _("None ticked: all of them."),
            "needs": _("Those that travel along with this mission."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item, mission = self.instance, self.instance.mission
        self.fields["delegations"].queryset = mission.delegations.select_related("city")
        self.fields["place"].empty_label = "–"
        self.fields["place"].queryset = Place.objects.order_by("country", "name", "pk")
        willing = mission.partners.exclude(state=MissionPartner.State.DECLINED)
        bookable = Resource.objects.filter(active=True, kind__in=TO_BOOK)
        for name, keys in {
            "hosts": willing.values("organisation"),
            "resources": bookable.values("pk"),
            "needs": mission.needs.values("pk"),
        }.items():
            before = getattr(item, name).values("pk") if item.pk else []
            rows = self.fields[name].queryset.model.objects
            self.fields[name].queryset = rows.filter(Q(pk__in=keys) | Q(pk__in=before))
        if item.pk:
            self.initial |= wall(item.starts_at, item.ends_at)

    def first(self):
        return [self["kind"]]

    def parts(self):
        return {name: self.cleaned_data[name] for name in PARTS}

    def groups(self):
        """What the template draws below the texts."""
        when = during(self.instance)
        return [
            Group(_("When"), self._some("date", "start", "end"), beside=True, during=when),
            Group(_("Where"), self._some("place", "venue")),
            Group(_("Who and with what"), self._some("delegations", "hosts", "resources")),
            Group(_("What for"), self._some("needs", "state")),
        ]

    def _some(self, *names):
        return [self[name] for name in names]

    def clean(self):
        cleaned = super().clean()
        if self.instance.mission.state == Mission.State.CANCELLED:
            raise forms.ValidationError(_("This mission is cancelled; nothing is booked for it."))
        if {"date", "start", "end"} <= cleaned.keys():
            self._clean_time(cleaned["date"], cleaned["start"], cleaned["end"])
        return cleaned

    def _clean_time(self, day, start, end):
        span = self.span(day, start, end)
        if span and self._lies_within(*span):
            self.instance.starts_at, self.instance.ends_at = span

    def _lies_within(self, starts, ends):
        mission = self.instance.mission
        params = {"dates": zones.in_words(mission.starts_at, mission.ends_at)}
        message = _("The mission lasts: %(dates)s.")
        outside = {"start": starts < mission.starts_at, "end": ends > mission.ends_at}
        if starts >= mission.ends_at or ends <= mission.starts_at:
            outside = {"date": True}
        for name in [name for name, is_outside in outside.items() if is_outside]:
            self.add_error(name, forms.ValidationError(message, params=params))
        return not any(outside.values())
