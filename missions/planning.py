"""Planning a mission: setting it up, changing its places and its delegations, moving it on."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chamber.bookings.models import Kind, Resource
from chamber.seats import taking
from chamber.seats.models import Pool
from missions.models import Brief, Mission
from partners.models import Place

if TYPE_CHECKING:
    from chamber.accounts.models import User


@transaction.atomic
def set_up(mission: Mission, *, capacity: int, cities: Iterable[Place], by: "User") -> Mission:
    """Save a new ``mission`` with its pool of ``capacity`` places, a delegation for each of
    ``cities`` and an empty brief."""
    mission.pool = Pool.objects.create(label=str(mission)[:200], capacity=capacity)
    mission.save()
    Brief.objects.create(mission=mission)
    send_cities(mission, cities=cities, by=by)
    mission.log("created", by=by)
    return mission


@transaction.atomic
def send_cities(mission: Mission, *, cities: Iterable[Place], by: "User") -> None:
    """A delegation for each of ``cities``; one that has participants or bookings stays."""
    wanted = {city.pk: city for city in cities}
    for delegation in mission.delegations.exclude(city__in=wanted):
        busy = delegation.participants.exists() or delegation.resource.bookings.exists()
        if not busy:
            delegation.delete()
            delegation.resource.delete()
    there = set(mission.delegations.values_list("city", flat=True))
    for pk, city in wanted.items():
        if pk not in there:
            label = f"{city} ({mission})"[:200]
            resource = Resource.objects.create(kind=Kind.DELEGATION, label=label)
            mission.delegations.create(city=city, resource=resource)


def change_capacity(mission: Mission, *, capacity: int, at: datetime) -> None:
    """More places are offered to those who wait; nobody who has one loses it."""
    taking.resize(mission.pool, capacity=capacity, at=at)
