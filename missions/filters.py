import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chamber.forms.languages import columns
from missions.models import Mission
from missions.models.missions import Kind
from partners.models import Place

TIMES = [("coming", _("now and to come")), ("past", _("past"))]


class MissionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search", max_length=100)
    when = django_filters.ChoiceFilter(label=_("When"), choices=TIMES, method="at_time")
    city = django_filters.ModelChoiceFilter(
        label=_("City"), field_name="cities", queryset=Place.objects.filter(country="UA")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kinds", choices=Kind, method="of_kind"
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=Mission.State)

    class Meta:
        model = Mission
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not getattr(self.request.user, "is_chamber", False):
            del self.filters["state"]

    def search(self, missions, name, words):
        found = Q()
        for column in columns("title", "host_region"):
            found |= Q(**{f"{column}__icontains": words})
        return missions.filter(found)

    def at_time(self, missions, name, value):
        now = timezone.now()
        return (
            missions.filter(ends_at__gte=now)
            if value == "coming"
            else missions.filter(ends_at__lt=now)
        )

    def of_kind(self, missions, name, value):
        return missions.filter(kinds__contains=[value])
