"""Shortlists that a mission takes along: shared by who plans, read by who travels."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chamber.accounts.models import User
from chamber.slots import panels
from missions.models import Mission, MissionShortlist
from partners.models import Shortlist
from partners.models.shortlists import shown

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from partners.models.shortlists import ShortlistRow

OVER = (Mission.State.COMPLETED, Mission.State.CANCELLED)


@transaction.atomic
def share(mission: Mission, shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """Let the mission take ``shortlist`` along; twice is harmless."""
    _row, is_new = MissionShortlist.objects.get_or_create(
        mission=mission, shortlist=shortlist, defaults={"by": by, "at": at}
    )
    if is_new:
        mission.log("shortlist_shared", by=by)


@transaction.atomic
def take_back(mission: Mission, shortlist: Shortlist, *, by: User) -> None:
    gone, _by_model = MissionShortlist.objects.filter(mission=mission, shortlist=shortlist).delete()
    if gone:
        mission.log("shortlist_taken_back", by=by)


def of_mission(mission: Mission, user: User) -> "Iterator[tuple[Shortlist, list[ShortlistRow]]]":
    """Each shortlist of ``mission`` with the rows that this reader may see."""
    for shared in mission.shortlists.select_related("shortlist"):
        rows = shared.shortlist.rows_for(user).select_related("organisation__seat")
        yield shared.shortlist, list(rows)


@shown.register
def of_travellers(user: User) -> "QuerySet[MissionShortlist, Any]":
    """Whoever travels with a mission finds its shortlists; the staff find all that missions have."""
    shared = MissionShortlist.objects.all()
    return (shared if user.is_chamber else shared.travelling_with(user)).values("shortlist")


@panels.register
def missions_of(row: object, user: User) -> tuple[str, dict[str, Any]] | None:
    """On the page of a shortlist: which missions take it along, and which might."""
    if not isinstance(row, Shortlist) or not user.has_perm("missions.plan"):
        return None
    taken = Mission.objects.visible_to(user).filter(shortlists__shortlist=row)
    ahead = Mission.objects.visible_to(user).exclude(state__in=OVER).exclude(pk__in=taken)
    data = {"shortlist": row, "taken": list(taken), "ahead": list(ahead.order_by("starts_at")[:50])}
    return "missions/panel_shortlist.html", data


@panels.register
def own(row: object, user: User) -> tuple[str, list[MissionShortlist]] | None:
    """What who travels finds after signing in."""
    if not isinstance(row, User) or row != user or user.is_chamber:
        return None
    seen = MissionShortlist.objects.travelling_with(user).exclude(mission__state__in=OVER)
    found = list(seen.select_related("shortlist", "mission")[:20])
    return ("missions/panel_own_shortlists.html", found) if found else None
