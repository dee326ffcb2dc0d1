import django_filters
from django.utils.translation import gettext_lazy as _

from chamber.mail.models import OutgoingMail
from chamber.mail.states import State


class OutgoingMailFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=State, label=_("State"))
    to = django_filters.CharFilter(lookup_expr="icontains", label=_("To"))
    maybe_twice = django_filters.ChoiceFilter(
        choices=[("True", _("yes")), ("False", _("no"))], label=_("May have been sent twice")
    )

    class Meta:
        model = OutgoingMail
        fields = ["state", "to", "maybe_twice"]
