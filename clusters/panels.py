"""What an organisation's page shows of clusters and technologies."""

from chamber.slots import panels
from clusters.models import Cluster, Technology
from partners.models import Organisation


@panels.register
def technologies(row, user):
    if not isinstance(row, Organisation):
        return None
    offered = Technology.objects.visible_to(user).filter(providers=row)[:50]
    return ("clusters/panel_technologies.html", offered) if offered else None


@panels.register
def clusters(row, user):
    if not isinstance(row, Organisation):
        return None
    seen = Cluster.objects.visible_to(user)
    run, joined = seen.filter(organisation=row), seen.filter(memberships__organisation=row)
    found = (run | joined).distinct()[:20]
    return ("clusters/panel_clusters.html", found) if found else None
