import django_filters as filters
from django.utils.translation import gettext_lazy as _

from chamber.bookings.models import Kind, Resource

IN_USE = [("True", _("in use")), ("False", _("no longer in use"))]


class ResourceFilter(filters.FilterSet):
    q = filters.CharFilter(
        field_name="label", lookup_expr="icontains", label=_("Name of the resource")
    )
    kind = filters.ChoiceFilter(choices=Kind, label=_("Kind"))
    active = filters.ChoiceFilter(choices=IN_USE, label=_("Use"))

    class Meta:
        model = Resource
        fields = ["q", "kind", "active"]
