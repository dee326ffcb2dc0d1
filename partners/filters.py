import django_filters
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from partners.isocodes import country_name
from partners.models import Offer, Organisation, Person, Place, SanctionsHit, Topic
from partners.models.organisations import Kind, Status
from partners.searching import saying

BESIDE = {"form": "filters"}  # facets stand beside the list, their form above it
SECONDS = 60  # that the list of countries may be old


def topic_choices():
    return [(topic.slug, str(topic)) for topic in Topic.objects.named()]


def branches(topics, chosen):
    """The main ones of ``topics``, and those below one that is ``chosen`` (slugs) or beside it."""
    opened = {topic.pk for topic in topics if topic.slug in chosen}
    opened |= {topic.parent_id for topic in topics if topic.slug in chosen}
    shown = [topic for topic in topics if not topic.parent_id or topic.parent_id in opened]
    order = {topic.pk: number for number, topic in enumerate(topics)}
    shown.sort(key=lambda topic: (order[topic.parent_id or topic.pk], bool(topic.parent_id)))
    return [(topic.slug, f"\u2002{topic}" if topic.parent_id else str(topic)) for topic in shown]


def country_choices():
    """Those that organisations have."""
    used = Organisation.objects.exclude(country="").values_list("country", flat=True)
    codes = cache.get_or_set(
        "partners:countries", lambda: sorted(used.order_by().distinct()), SECONDS
    )
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of the ticked values; ``rows`` are looked up once for a page."""

    def __init__(self, *args, rows=None, **kwargs):
        self.rows = rows
        kwargs |= {"widget": forms.CheckboxSelectMultiple(attrs=BESIDE), "distinct": False}
        super().__init__(*args, **kwargs)

    @property
    def field(self):
        if self.rows and "choices" not in self.extra:
            self.extra["choices"] = self.rows()
        return super().field


class ForTheChamber(django_filters.FilterSet):
    """Leaves the filters named in ``chamber_only`` to the chamber's people."""

    chamber_only: tuple = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not getattr(self.request.user, "is_chamber", False):
            for name in self.chamber_only:
                del self.filters[name]


class OrganisationFilter(ForTheChamber):
    q = django_filters.CharFilter(label=_("Search partners"), method="named", max_length=100)
    topic = ChoicesFilter(label=_("Topic"), method="about")
    kind = ChoicesFilter(label=_("Kind"), choices=Kind.choices)
    country = ChoicesFilter(label=_("Country"), rows=country_choices)
    seat = django_filters.ChoiceFilter(
        label=_("Place"), method="at", empty_label=_("anywhere"), widget=forms.Select(attrs=BESIDE)
    )
    status = ChoicesFilter(label=_("Status"), choices=Status.choices)

    chamber_only = ("status",)

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.getlist("topic") if self.is_bound else []
        self.topics = list(Topic.objects.named())
        self.filters["topic"].extra["choices"] = branches(self.topics, chosen)
        places = [(str(place.pk), str(place)) for place in Place.objects.all()]
        self.filters["seat"].extra["choices"] = sorted(places, key=lambda pair: pair[1])

    def named(self, organisations, name, words):
        return organisations.named(words)

    def about(self, organisations, name, slugs):
        """Any of them; what is about a topic below one is about it."""
        if not slugs:
            return organisations
        chosen = {topic.pk for topic in self.topics if topic.slug in slugs}
        chosen_or_below = [
            topic for topic in self.topics if topic.pk in chosen or topic.parent_id in chosen
        ]
        return organisations.about(chosen_or_below)

    def at(self, organisations, name, place):
        return organisations.at(int(place))


class OfferFilter(ForTheChamber):
    q = django_filters.CharFilter(label=_("Search offers"), method="saying", max_length=100)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Offer.Kind.choices)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)

    chamber_only = ("status",)

    class Meta:
        model = Offer
        fields = []

    def saying(self, offers, name, words):
        return offers.filter(saying(words, "title", "summary"))


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name, address or organisation"), method="called", max_length=100
    )

    language = django_filters.ChoiceFilter(
        label=_("Language of letters"), choices=settings.LANGUAGES
    )

    class Meta:
        model = Person
        fields = []

    def called(self, people, name, words):
        return people.called(words)


class HitFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=SanctionsHit.State.choices,
        empty_label=_("waiting for a decision"),
    )

    class Meta:
        model = SanctionsHit
        fields = []
