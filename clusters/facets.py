"""The directory is narrowed down by cluster: who runs one and who belongs to it."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy

from chamber.slots import facets
from clusters.models import Cluster, ClusterMembership
from partners.directory.facets import Facet
from partners.directory.labels import Kept
from partners.models import Organisation

_clusters = Kept(lambda: {cluster.slug: cluster for cluster in Cluster.objects.all()})


def _of(rows: Collection[Organisation]) -> Iterator[tuple[int, str]]:
    keys = [row.pk for row in rows]
    members = ClusterMembership.objects.filter(organisation__in=keys)
    yield from members.values_list("organisation", "cluster__slug")
    yield from Cluster.objects.filter(organisation__in=keys).values_list("organisation", "slug")


def _names(values: Collection[str]) -> Mapping[str, str]:
    return _clusters.names(values)


facets.register(Facet("cluster", gettext_lazy("Cluster"), _of, _names), order=45)
