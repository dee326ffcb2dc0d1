"""Clusters as programs read them."""

from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Schema

from chamber.api.portal import Fault, Page, Router, one, paged
from chamber.slots import api_routers
from clusters.models import Cluster, ClusterMembership
from partners.api import Texts
from partners.matching.profiles import in_languages
from partners.models import Organisation

router = Router(tags=["clusters"])
api_routers.register(("/clusters", router), order=30)


class Member(Schema):
    organisation: str
    helix: str


class ClusterOut(Schema):
    slug: str
    url: str
    name: Texts
    kind: str
    region: str
    country: str
    topics: list[str]
    members: list[Member]


@router.get("/", response={200: Page[ClusterOut], 401: Fault, 429: Fault}, url_name="clusters")
def list_clusters(request: HttpRequest, cursor: str = "", limit: int = 50) -> dict[str, Any]:
    """Clusters with those of their members that the reader may see."""
    return paged(_seen(request), partial(_cluster, request), cursor=cursor, limit=limit)


@router.get(
    "/{slug}/",
    response={200: ClusterOut, 401: Fault, 404: Fault, 429: Fault},
    url_name="cluster",
)
def one_cluster(request: HttpRequest, slug: str) -> dict[str, Any]:
    return _cluster(request, one(_seen(request), slug=slug[:90]))


def _seen(request: HttpRequest) -> Any:
    organisations = Organisation.objects.visible_to(request.user)
    members = ClusterMembership.objects.filter(organisation__in=organisations)
    members = members.select_related("organisation").order_by("organisation__slug")
    rows = Cluster.objects.visible_to(request.user).prefetch_related("topics")
    return rows.prefetch_related(Prefetch("memberships", members))


def _cluster(request: HttpRequest, row: Cluster) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("slug", "kind", "region", "country")},
        "name": in_languages(row, "name"),
        "topics": [topic.slug for topic in row.topics.all()],
        "members": [
            {"organisation": member.organisation.slug, "helix": member.helix}
            for member in row.memberships.all()
        ],
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }
