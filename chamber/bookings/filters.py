import django_filters as filters
from django.utils.translation import gettext_lazy as _

from chamber.bookings.models import Kind, Resource


class ResourceFilter(filters.FilterSet):
    q = filters.CharFilter(field_name="label", lookup_expr="icontains", label=_("Name"))
    kind = filters.MultipleChoiceFilter(choices=Kind, label=_("Kind"))
    active = filters.BooleanFilter(label=_("In use"))

    class Meta:
        model = Resource
        fields = ["q", "kind", "active"]
