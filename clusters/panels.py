"""What the page of an organisation and the comparison of several show of this package."""

from collections import defaultdict

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chamber.slots import panels
from clusters.models import Cluster, Technology
from partners import comparing
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


@comparing.more.register
def compared_technologies(organisations, user):
    seen = Technology.objects.visible_to(user)
    return "technologies", _("Technologies"), named(seen, organisations, "providers")


@comparing.more.register
def compared_clusters(organisations, user):
    seen = Cluster.objects.visible_to(user)
    paths = ("organisation", "memberships__organisation")
    return "clusters", _("Clusters"), named(seen, organisations, *paths)


def named(rows, organisations, *paths):
    """Words and address of each of ``rows``, by the keys of those that ``paths`` lead to."""
    found = defaultdict(dict)
    for path in paths:
        of_these = rows.filter(**{f"{path}__in": organisations}).annotate(of=F(path))
        for row in of_these.order_by("pk"):
            found[row.of][row.pk] = (str(row), row.get_absolute_url())
    return {key: list(links.values())[: comparing.NAMED] for key, links in found.items()}
