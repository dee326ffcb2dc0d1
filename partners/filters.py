import re

import django_filters
from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chamber.slots import facets
from partners.directory import counting, search
from partners.models import ImportRow, Offer, Organisation, Person, SanctionsHit, Topic
from partners.models.organisations import Status
from partners.models.reading import Reach, Reader

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
    """Words and facets. ``hits`` are what the words found of it, best first, once ``qs`` was
    asked."""

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
        in_force = [key for key in self.in_force() if key != without]
        for key in in_force:
            organisations = self.filters[key].filter(organisations, chosen[key])
        if not chosen.get("status"):
            organisations = organisations.exclude(status=Status.ARCHIVED)
        if not chosen.get("q"):
            return organisations
        found = self.found
        if in_force and not without and not found.is_complete:
            found = search.find(chosen["q"], reader=self.reader, among=organisations)
        keys = {hit.organisation for hit in found.hits}
        if without:
            return organisations.filter(pk__in=keys)
        here = set(organisations.filter(pk__in=keys).values_list("pk", flat=True))
        self.hits = [hit for hit in found.hits if hit.organisation in here]
        return organisations.filter(pk__in=here)

    @cached_property
    def found(self):
        """What the words find whatever else is chosen."""
        return search.find(self.form.cleaned_data["q"], reader=self.reader)

    def in_force(self):
        """The facets that something is chosen of."""
        return [facet.key for facet in self.facets if self.form.cleaned_data.get(facet.key)]

    def counts(self):
        """By facet how many there are of each value: those in force count what else one could
        choose there, the others what is left."""
        in_force, words = self.in_force(), self.form.cleaned_data.get("q")
        left = counting.among(self.qs) if in_force or words else counting.in_all(self.reader)
        if len(in_force) == 1 and not words:
            elsewhere = {in_force[0]: counting.in_all(self.reader)}
        else:
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

    hits = ()  # profiles of what the words found, best first

    def saying(self, offers, name, words):
        reader = Reader.of(self.request.user)
        found = search.find(words, reader=reader).hits
        self.hits = [hit.profile for hit in found if hit.is_offer]
        return offers.filter(profile__in=self.hits)


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
