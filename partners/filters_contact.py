"""Filters of the lists about contact with organisations."""

from datetime import timedelta

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import ExpressionOfInterest, Interaction, Organisation

OPEN = "open"


def chamber(request):
    return get_user_model().objects.of_the_chamber()


class InterestFilter(django_filters.FilterSet):
    """Those that wait, unless the reader asks for others."""

    q = django_filters.CharFilter(label=_("Organisation"), method="named", max_length=100)
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, _("open")), *ExpressionOfInterest.State.choices],
        method="in_state",
    )

    class Meta:
        model = ExpressionOfInterest
        fields = []

    def named(self, rows, name, words):
        either = Organisation.objects.named(words).values("pk")
        return rows.filter(Q(asker__in=either) | Q(organisation__in=either))

    def in_state(self, rows, name, state):
        return rows.open() if state == OPEN else rows.filter(state=state)


class InteractionFilter(django_filters.FilterSet):
    STEPS = [(OPEN, _("open")), ("late", _("late"))]

    q = django_filters.CharFilter(label=_("Organisation"), method="named", max_length=100)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Interaction.Kind.choices)
    staff = django_filters.ModelChoiceFilter(label=_("Of the chamber"), queryset=chamber)
    after = django_filters.DateFilter(
        label=_("From"),
        field_name="at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    before = django_filters.DateFilter(
        label=_("Until"),
        field_name="at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    step = django_filters.ChoiceFilter(label=_("Next step"), choices=STEPS, method="with_step")

    class Meta:
        model = Interaction
        fields = []

    def named(self, rows, name, words):
        found = Organisation.objects.named(words).values("pk")
        pairs = Interaction.organisations.through.objects.filter(organisation__in=found)
        return rows.filter(pk__in=pairs.values("interaction"))

    def with_step(self, rows, name, value):
        return rows.late(at=timezone.now()) if value == "late" else rows.to_do()


class QuietFilter(django_filters.FilterSet):
    DAYS = [("180", _("180 days")), ("365", _("365 days"))]

    q = django_filters.CharFilter(label=_("Organisation"), method="named", max_length=100)
    days = django_filters.ChoiceFilter(
        label=_("No contact for"), choices=DAYS, method="since", empty_label=_("90 days")
    )
    owner = django_filters.ModelChoiceFilter(
        label=_("Who looks after it"), queryset=chamber, field_name="rhythm__owner"
    )

    class Meta:
        model = Organisation
        fields = []

    def filter_queryset(self, queryset):
        chosen = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("days"):
            return chosen
        return self.since(chosen, "days", 90)

    def named(self, rows, name, words):
        return rows.named(words)

    def since(self, rows, name, days):
        return rows.filter(quiet_since__lt=timezone.now() - timedelta(days=int(days)))
