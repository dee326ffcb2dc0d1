"""Clusters and their triple helix: public facts."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from chamber.lists.views import PortalList
from clusters.filters import ClusterFilter
from clusters.models import Cluster, ClusterMembership
from partners.isocodes import country_name
from partners.models import Organisation, Topic
from partners.views.panels import WithPanels


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
    )
    csv_name = "clusters"

    def get_queryset(self):
        return super().get_queryset().prefetch_related(Prefetch("topics", Topic.objects.named()))


class ClusterDetail(WithPanels, _Visible, DetailView):
    def get_context_data(self, **kwargs):
        here, user = self.object, self.request.user
        seen = Organisation.objects.visible_to(user)
        runner = seen.filter(pk=here.organisation_id).first()
        return super().get_context_data(
            runner=runner, strands=self.strands(seen), topics=list(here.topics.all()), **kwargs
        )

    def strands(self, seen):
        """(strand of the helix, its members that this reader may see)."""
        members = self.object.memberships.filter(organisation__in=seen)
        rows = list(members.select_related("organisation").order_by("organisation__slug"))
        for helix in ClusterMembership.Helix:
            if found := [row for row in rows if row.helix == helix]:
                yield helix.label, found
