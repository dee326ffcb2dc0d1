"""How administrators narrow the list of people."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chamber.accounts.forms import CHAMBER_ROLES

_YES_NO = [("yes", _("yes")), ("no", _("no"))]


def _yes_no(label, lookup):
    def narrow(queryset, name, value):
        return queryset.filter(**{lookup: value == "yes"})

    return django_filters.ChoiceFilter(
        label=label, choices=_YES_NO, method=narrow, empty_label=_("any")
    )


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name or mail address"),
        method="named",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = django_filters.ChoiceFilter(label=_("Role"), choices=CHAMBER_ROLES, empty_label=_("any"))
    second_factor = _yes_no(_("Second factor"), "second_factor")
    open = _yes_no(_("Open account"), "is_active")

    def named(self, queryset, name, value):
        return queryset.filter(Q(name__icontains=value) | Q(email__icontains=value))
