from django import forms
from django.utils.translation import gettext_lazy

from chamber.forms.languages import columns
from citizens.models import Horizon, Need, cities_of
from partners.forms.grouped import GroupedForm
from partners.models import Place

FIRST = (Need.Status.DRAFT, Need.Status.PUBLISHED)  # what a new need may be


class NeedForm(GroupedForm):
    """For ``user``: an official is offered the own cities only, the chamber every Ukrainian one."""

    groups = (
        (gettext_lazy("Which city, and by when"), ("city", "horizon")),
        (gettext_lazy("What is needed"), ("title",)),
        (gettext_lazy("Why and for whom"), ("summary",)),
        (gettext_lazy("How much it matters"), ("severity", "people_affected", "evidence")),
        (gettext_lazy("Who says so, and with what means"), ("source", "source_url", "budget")),
        (gettext_lazy("What it is about and who sees it"), ("topics", "status")),
    )
    translated = ("title", "summary")
    wanted = {
        "title": gettext_lazy("Say in at least one language what is needed."),
        "summary": gettext_lazy("Say in at least one language why and for whom."),
    }

    source_url = forms.URLField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The public page that says so."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = Need
        fields = (
            *("city", "horizon"),
            *columns("title", "summary"),
            *("severity", "people_affected", "evidence", "source", "source_url", "budget"),
            *("topics", "status"),
        )
        widgets = {
            "horizon": forms.RadioSelect,
            "topics": forms.CheckboxSelectMultiple,
            "status": forms.RadioSelect,
        }
        help_texts = {
            "topics": gettext_lazy("Leave them open and the portal reads them from your words."),
            "status": gettext_lazy("A draft is seen by the city and the chamber only."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        cities = Place.objects.filter(country="UA")
        if not user.is_writing_staff:
            cities = cities.filter(pk__in=cities_of(user))
        self.fields["city"].queryset = cities
        self.fields["horizon"].choices = Horizon.choices
        if self.instance.pk is None:
            self.initial.setdefault("city", cities.first() if len(cities) == 1 else None)
            status = self.fields["status"]
            status.choices = [one for one in status.choices if one[0] in FIRST]
