import django_filters
from django.utils.translation import gettext_lazy as _

from citizens.models import Horizon, Need, cities_of
from partners.filters import topic_choices
from partners.models import Place
from partners.searching import saying


class NeedFilter(django_filters.FilterSet):
    """Who may not see the city of a need does not find it by that city either."""

    q = django_filters.CharFilter(label=_("Search needs"), method="saying", max_length=100)
    city = django_filters.ModelChoiceFilter(
        label=_("City"), queryset=Place.objects.none(), method="of_city"
    )
    topic = django_filters.ChoiceFilter(label=_("Topic"), method="about")
    horizon = django_filters.ChoiceFilter(label=_("Horizon"), choices=Horizon.choices)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Need.Status.choices)

    class Meta:
        model = Need
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        self.sees_all = user.is_authenticated and user.is_chamber
        self.filters["topic"].extra["choices"] = topic_choices()
        named = self.named(Need.objects.visible_to(user))
        self.filters["city"].queryset = Place.objects.filter(pk__in=named.values("city"))
        if not self.sees_all and not (user.is_authenticated and cities_of(user)):
            del self.filters["status"]

    def saying(self, needs, name, words):
        return needs.filter(saying(words, "title", "summary"))

    def of_city(self, needs, name, city):
        return self.named(needs).filter(city=city)

    def named(self, needs):
        """Those whose city this reader may know."""
        return needs if self.sees_all else needs.filter(city_assigned=False)

    def about(self, needs, name, slug):
        """Also those whose words only say so: their profile holds what was read from them."""
        return needs.filter(profile__topics__contains=[slug])
