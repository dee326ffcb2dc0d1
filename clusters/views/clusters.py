"""Clusters and their triple helix: public facts that the chamber keeps."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from clusters import employment, words
from clusters.balance import CORE, balance
from clusters.filters import ClusterFilter
from clusters.forms.clusters import ClusterForm
from clusters.models import Cluster, ClusterMembership, Indicator, Technology
from clusters.picture import picture
from partners.isocodes import country_name
from partners.models import Offer, Organisation, Topic
from partners.views.editing import Editing
from partners.views.panels import WithPanels

HELIX = ClusterMembership.Helix


class _Visible:
    model = Cluster

    def get_queryset(self):
        return Cluster.objects.visible_to(self.request.user)


class ClusterList(PortalList, _Visible, ListView):
    filterset_class = ClusterFilter
    sorts = {"-kind": ("-kind", "slug")}  # spearhead clusters first, foreign benchmarks last
    columns = (
        (gettext_lazy("Name"), str),
        (gettext_lazy("Kind"), "get_kind_display"),
        (gettext_lazy("Region"), "region"),
        (gettext_lazy("Country"), lambda row: country_name(row.country)),
        (gettext_lazy("Topics"), lambda row: ", ".join(map(str, row.topics.all()))),
        (gettext_lazy("Label"), lambda row: row.label and row.get_label_display()),
        (gettext_lazy("Balance of the helix, per cent"), lambda row: row.balance.percent),
        (gettext_lazy("Members counted"), lambda row: row.balance.total),
    )
    csv_name = "clusters"

    def get_queryset(self):
        return super().get_queryset().prefetch_related(Prefetch("topics", Topic.objects.named()))

    def dressed(self, rows):
        """With the balance over the members that this reader may see."""
        counts = ClusterMembership.objects.visible_to(self.request.user).counted()
        for row in rows:
            row.balance = balance(counts.get(row.pk, {}))
            row.balance_words = words.short(row.balance)
            yield row


class ClusterDetail(WithPanels, _Visible, DetailView):
    def get_queryset(self):
        topics = Prefetch("topics", Topic.objects.named())
        return super().get_queryset().prefetch_related(topics, "industries")

    @cached_property
    def seen(self):
        return Organisation.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        here, members = self.object, self.members()
        found, figures = balance(_counts(members)), here.figures.in_order()
        published = next((one for one in figures if one.indicator == Indicator.MEMBERS), None)
        return super().get_context_data(
            title=words.finding(here, found, published=published and published.value),
            published=published,
            balance=found,
            picture=picture(found),
            strands=list(_strands(members)),
            shares=[
                (HELIX(one).label, found.counts[one], round(100 * found.share(one))) for one in CORE
            ],
            runner=self.seen.filter(pk=here.organisation_id).first(),
            label_has_lapsed=here.label_has_lapsed(today=timezone.localdate()),
            technologies=self.technologies(members),
            offers=self.offers(),
            figures=figures,
            lessons=list(here.lessons.all()) if here.is_winner else [],
            concentrations=self.concentrations(),
            **kwargs,
        )

    def members(self):
        """Those that this reader may see: others are neither named nor counted."""
        rows = self.object.memberships.filter(organisation__in=self.seen)
        return list(rows.select_related("organisation").order_by("organisation__slug"))

    def technologies(self, members):
        rows = Technology.objects.visible_to(self.request.user)
        own = rows.filter(providers__in=[member.organisation_id for member in members])
        return list(own.distinct()[:20])

    def offers(self):
        """What the organisation that runs the cluster offers."""
        if not self.object.organisation_id:
            return []
        rows = Offer.objects.visible_to(self.request.user)
        return list(rows.filter(organisation=self.object.organisation_id)[:20])

    def concentrations(self):
        """None where no industries are named; empty where no table has the region."""
        industries = list(self.object.industries.all())
        if not industries:
            return None
        found = employment.concentrations(employment.region_key(self.object.region))
        return employment.within(found, industries)


def _counts(members):
    return {one.value: sum(member.helix == one for member in members) for one in HELIX}


def _strands(members):
    """(strand of the helix, its members) of those that have any."""
    for helix in HELIX:
        if found := [member for member in members if member.helix == helix]:
            yield helix.label, found


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    permission_required = "clusters.change"
    form_class = ClusterForm


class ClusterCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Add a cluster")
    up = ("clusters:clusters", gettext_lazy("Clusters"))


class ClusterEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
