import re

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chamber.slots import facets
from partners.directory import counting, search
from partners.models import ImportRow, Offer, Organisation, Person, SanctionsHit, Topic
from partners.models.organisations import Status
from partners.models.reading import Reach, Reader
from partners.searching import saying

TERM = re.compile(r"[\w.-]{1,60}")


def topic_choices():
    return [(topic.slug, str(topic)) for topic in Topic.objects.named()]


class TermsField(forms.MultipleChoiceField):
    """Any values of a facet; those that nothing has are in the address and find nothing."""

    def __init__(self, *, facet, **kwargs):
        self.facet = facet
        super().__init__(**kwargs)

    def valid_value(self, value):
        return bool(TERM.fullmatch(value))

    def clean(self, value):
        chosen = super().clean(value)
        names = self.facet.names(chosen) if chosen else {}
        self.choices = [(one, names.get(one, one)) for one in chosen]
        return chosen


class TermsFilter(django_filters.Filter):
    """Organisations with any of the chosen values of ``facet``."""

    field_class = TermsField

    def __init__(self, facet, **kwargs):
        self.facet = facet
        super().__init__(label=facet.label, facet=facet, **kwargs)

    def filter(self, organisations, values):
        if not values:
            return organisations
        terms = [self.facet.term(value) for value in values]
        return organisations.filter(facets__overlap=terms)


class ForTheChamber(django_filters.FilterSet):
    """Leaves the filters named in ``chamber_only`` to the chamber's people."""

    chamber_only: tuple = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not getattr(self.request.user, "is_chamber", False):
            for name in self.chamber_only:
                del self.filters[name]


class OrganisationFilter(django_filters.FilterSet):
    """Words and facets. ``hits`` are what the words found, best first, once ``qs`` was asked."""

    q = django_filters.CharFilter(label=_("Search partners"), max_length=100)

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, *args, reader=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader or Reader.of(self.request.user)
        self.facets = [
            facet
            for facet in facets
            if self.reader.reach >= Reach.CHAMBER or not facet.chamber_only
        ]
        self.filters |= {
            facet.key: TermsFilter(facet, field_name="facets") for facet in self.facets
        }
        for name, one in self.filters.items():
            one.parent, one.field_name = self, one.field_name or name
        self.hits = []

    def filter_queryset(self, organisations, *, without=""):
        """``without`` leaves out one facet, to count what it could be changed to."""
        chosen = self.form.cleaned_data
        for facet in self.facets:
            if facet.key != without:
                values = chosen.get(facet.key)
                organisations = self.filters[facet.key].filter(organisations, values)
        if not chosen.get("status"):
            organisations = organisations.exclude(status=Status.ARCHIVED)
        words = chosen.get("q")
        if not words:
            return organisations
        hits = search.find(words, organisations=organisations, reader=self.reader)
        if not without:
            self.hits = hits
        return organisations.filter(pk__in={hit.organisation for hit in hits})

    def counts(self):
        """By facet how many there are of each value: those in force count what else one could
        choose there, the others what is left."""
        chosen = self.form.cleaned_data
        in_force = [facet.key for facet in self.facets if chosen.get(facet.key)]
        words = chosen.get("q")
        left = counting.among(self.qs) if in_force or words else counting.in_all(self.reader)
        elsewhere = {
            key: counting.among(self.filter_queryset(self.queryset, without=key))
            for key in in_force
        }
        return {facet.key: elsewhere.get(facet.key, left) for facet in self.facets}


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


class ImportRowFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=ImportRow.State.choices)

    class Meta:
        model = ImportRow
        fields = []


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
