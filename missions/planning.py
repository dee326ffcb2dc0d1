"""Planning a mission: setting it up, changing its places and its delegations, moving it on."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chamber.bookings.models import Kind, Resource
from chamber.chain import linking
from chamber.chain.models import Step
from chamber.seats import taking
from chamber.seats.models import Pool
from citizens.models import Need
from missions import invitations, programme
from missions.models import Brief, Mission
from partners.models import Place

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = Mission.State
# From each state the usual next one; all that are not over may be cancelled.
NEXT: dict[str, str] = {
    State.DRAFT: State.PLANNED,
    State.PLANNED: State.INVITING,
    State.INVITING: State.CONFIRMED,
    State.CONFIRMED: State.RUNNING,
    State.RUNNING: State.COMPLETED,
}


class NoSuchStep(Exception):
    """No arrow leads from the state of the mission to the one that was asked for."""


@transaction.atomic
def set_up(
    mission: Mission,
    *,
    capacity: int,
    cities: Iterable[Place],
    by: "User",
    targets: Mapping[str, int | None] | None = None,
) -> Mission:
    """Save a new ``mission`` with its pool of ``capacity`` places, a delegation for each of
    ``cities``, its ``targets`` (MissionTarget.What: number) and an empty brief."""
    mission.pool = Pool.objects.create(label=str(mission)[:200], capacity=capacity)
    mission.save()
    Brief.objects.create(mission=mission)
    send_cities(mission, cities=cities, by=by)
    set_targets(mission, targets or {})
    mission.log("created", by=by)
    return mission


@transaction.atomic
def change(
    mission: Mission,
    *,
    capacity: int,
    cities: Iterable[Place],
    targets: Mapping[str, int | None],
    by: "User",
    at: datetime,
) -> None:
    """Save a changed ``mission`` and what belongs to it; raises ``Stale`` as every save does."""
    mission.save()
    send_cities(mission, cities=cities, by=by)
    set_targets(mission, targets)
    if capacity != mission.pool.capacity:
        change_capacity(mission, capacity=capacity, at=at)
    mission.log("changed", by=by)


@transaction.atomic
def send_cities(mission: Mission, *, cities: Iterable[Place], by: "User") -> None:
    """A delegation for each of ``cities``; one that has participants or items of its own stays.

    A new one takes part in what was planned for everybody.
    """
    wanted = {city.pk: city for city in cities}
    for delegation in mission.delegations.exclude(city__in=wanted).select_related("resource"):
        items = mission.items.filter(delegations=delegation)
        busy = delegation.participants.exists() or items.exists()
        if not busy:
            delegation.delete()
            delegation.resource.delete()  # with the bookings of what was for everybody
    there = set(mission.delegations.values_list("city", flat=True))
    for pk, city in wanted.items():
        if pk not in there:
            label = f"{city} ({mission})"[:200]
            resource = Resource.objects.create(kind=Kind.DELEGATION, label=label)
            delegation = mission.delegations.create(city=city, resource=resource)
            programme.take_along(delegation, by=by)


def set_targets(mission: Mission, targets: Mapping[str, int | None]) -> None:
    """Those named in ``targets`` are set, or taken away where the number is missing."""
    for what, value in targets.items():
        if value:
            mission.targets.update_or_create(what=what, defaults={"value": value})
        else:
            mission.targets.filter(what=what).delete()


def change_capacity(mission: Mission, *, capacity: int, at: datetime) -> None:
    """More places are offered to those who wait; nobody who has one loses it."""
    taking.resize(mission.pool, capacity=capacity, at=at)


@transaction.atomic
def choose_needs(
    mission: Mission, *, add: Iterable[Need], drop: Iterable[Need], by: "User"
) -> None:
    """These needs travel along from now on, and those no longer; said twice it is harmless."""
    there = set(mission.needs.values_list("pk", flat=True))
    added = [need for need in add if need.pk not in there]
    dropped = [need for need in drop if need.pk in there]
    mission.needs.add(*added)
    mission.needs.remove(*dropped)
    for need in added:
        linking.link(need, mission, from_step=Step.NEED, to_step=Step.MISSION)
        mission.log("need_added", by=by, what=need)
    for need in dropped:
        linking.unlink(need, mission)
        mission.log("need_dropped", by=by, what=need)


@transaction.atomic
def advance(mission: Mission, *, to: str, by: "User", at: datetime) -> None:
    """Move ``mission`` along one arrow, or raise ``NoSuchStep``; being there already is harmless.

    A cancelled mission gives back the time of everybody it had booked, and tells those invited.
    """
    standing = Mission.objects.select_for_update(no_key=True).get(pk=mission.pk)
    if standing.state != to:
        if to not in steps_from(standing.state):
            raise NoSuchStep(standing.state, to)
        standing.state = to
        standing.save(update_fields=["state"])
        standing.log("moved_on", by=by, to=to)
        if to == State.CANCELLED:
            programme.release(standing, by=by)
            invitations.tell_cancelled(standing, by=by, at=at)
    mission.state, mission.version = standing.state, standing.version


def steps_from(state: str) -> list[str]:
    """Where a mission may go from ``state``: on, or off the list."""
    return [NEXT[state], State.CANCELLED] if state in NEXT else []
