"""Missions as programs read them."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from ninja import Path, Schema

from chamber.api.portal import Fault, Page, Router, one, paged
from chamber.slots import api_routers
from missions.models import Mission
from partners.api import Texts
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
    rows, told = _seen(request), partial(_mission, request)
    return paged(rows, told, cursor=cursor, limit=limit, order_by=["starts_at"])


@router.get(
    "/{number}/",
    response={200: MissionOut, 401: Fault, 404: Fault, 429: Fault},
    url_name="mission",
)
def one_mission(request: HttpRequest, number: int = Path(ge=1, lt=LARGEST)) -> dict[str, Any]:
    return _mission(request, one(_seen(request), pk=number))


def _seen(request: HttpRequest) -> Any:
    return Mission.objects.visible_to(request.user).with_cities()


def _mission(request: HttpRequest, row: Mission) -> dict[str, Any]:
    same = ("id", "kinds", "objectives", "starts_at", "ends_at", "state")
    return {
        **{name: getattr(row, name) for name in same},
        "title": in_languages(row, "title"),
        "host_region": in_languages(row, "host_region"),
        "cities": [in_languages(each.city, "name") for each in row.delegations.all() if each.city],
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }
