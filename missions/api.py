"""Missions as programs read them."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Schema

from chamber.api.portal import Fault, Page, Router
from chamber.lists import keyset
from chamber.slots import api_routers
from missions.models import Mission
from partners.api import Texts, cut, paged
from partners.matching.profiles import in_languages

router = Router(tags=["missions"])
api_routers.register(("/missions", router), order=40)
LARGEST = 2**31


class MissionOut(Schema):
    id: int
    url: str
    title: Texts
    kinds: list[str]
    objectives: list[int]
    cities: list[Texts]
    host_region: Texts
    starts_at: datetime
    ends_at: datetime
    state: str


@router.get("/", response={200: Page[MissionOut], 401: Fault, 429: Fault}, url_name="missions")
def list_missions(request: HttpRequest, cursor: str = "", limit: int = 50) -> dict[str, Any]:
    """Those that the reader may see, the next ones last."""
    page = keyset.page(_seen(request), order_by=["starts_at"], size=cut(limit), cursor=cursor)
    return paged(request, page, lambda row: _mission(request, row))


@router.get(
    "/{number}/",
    response={200: MissionOut, 401: Fault, 404: Fault, 429: Fault},
    url_name="mission",
)
def one_mission(request: HttpRequest, number: int = Path(ge=1, lt=LARGEST)) -> dict[str, Any]:
    row = _seen(request).filter(pk=number).first()
    if row is None:
        raise Http404
    return _mission(request, row)


def _seen(request: HttpRequest) -> Any:
    return Mission.objects.visible_to(request.user).with_cities()


def _mission(request: HttpRequest, row: Mission) -> dict[str, Any]:
    same = ("id", "kinds", "objectives", "starts_at", "ends_at", "state")
    return {
        **{name: getattr(row, name) for name in same},
        "title": in_languages(row, "title"),
        "host_region": in_languages(row, "host_region"),
        "cities": [in_languages(one.city, "name") for one in row.delegations.all() if one.city],
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }
