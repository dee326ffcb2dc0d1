"""Shortlists that a mission takes along: shared by who plans, read by who travels."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chamber.accounts.models import User
from chamber.slots import panels
from missions.models import Mission, MissionShortlist
from partners.models import Shortlist, ShortlistRow
from partners.models.shortlists import shown

if TYPE_CHECKING:
    from django.db.models import QuerySet

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


def of_mission(mission: Mission, user: User) -> Iterator[tuple[Shortlist, list[ShortlistRow]]]:
    """Each shortlist of ``mission`` with the rows that this reader may see."""
    shared = list(mission.shortlists.select_related("shortlist"))
    if not shared:
        return
    seen = ShortlistRow.objects.seen_by(user).filter(shortlist__missions__mission=mission)
    rows = defaultdict(list)
    for row in seen.select_related("organisation__seat"):
        rows[row.shortlist_id].append(row)
    for one in shared:
        yield one.shortlist, rows[one.shortlist_id]


@shown.register
def of_travellers(user: User) -> "QuerySet[MissionShortlist, Any]":
    """Who travels with a mission finds its shortlists, and the staff those of all missions."""
    shared = MissionShortlist.objects.all()
    return (shared if user.is_chamber else shared.travelling_with(user)).values("shortlist")


@panels.register
def missions_of(row: object, user: User) -> tuple[str, dict[str, Any]] | None:
    """On the page of a shortlist: which missions take it along, and which might."""
    if not isinstance(row, Shortlist) or not user.is_writing_staff:
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
