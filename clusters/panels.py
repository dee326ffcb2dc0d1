"""What the page of an organisation and the comparison of several show of this package."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

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
    offered = technologies_of(row, user)
    return ("clusters/panel_technologies.html", offered) if offered else None


@panels.register
def clusters(row, user):
    if not isinstance(row, Organisation):
        return None
    found = clusters_of(row, user)
    return ("clusters/panel_clusters.html", found) if found else None


def technologies_of(row: Organisation, user: Any) -> list[Technology]:
    """What the organisation ``row`` provides, as far as ``user`` may see it."""
    seen = Technology.objects.visible_to(user)
    return _once(row, "technologies", user, lambda: seen.filter(providers=row)[:50])


def clusters_of(row: Organisation, user: Any) -> list[Cluster]:
    """The clusters that the organisation ``row`` runs or belongs to."""
    seen = Cluster.objects.visible_to(user)
    run, joined = seen.filter(organisation=row), seen.filter(memberships__organisation=row)
    return _once(row, "clusters", user, lambda: (run | joined).distinct()[:20])


def _once(row: Organisation, what: str, user: Any, find: Callable[[], Iterable[Any]]) -> list[Any]:
    """A page shows them and tells machines of them: looked up once for both."""
    known = row.__dict__.setdefault("seen_by_clusters", {})
    if (what, user.pk) not in known:
        known[what, user.pk] = list(find())
    return known[what, user.pk]


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
