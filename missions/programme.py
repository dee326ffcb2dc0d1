"""The programme of a mission. What an item needs is booked with it, all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from chamber.bookings import booking
from chamber.bookings.free import HORIZON, Period, free_slots
from chamber.bookings.models import Booking, Kind, Resource
from chamber.chain import linking
from chamber.chain.models import Step
from chamber.forms.models import Stale
from citizens.models import Need
from missions.models import Delegation, Mission, ProgrammeItem
from partners.models import Organisation

if TYPE_CHECKING:
    from chamber.accounts.models import User

ANSWERS = (ProgrammeItem.Kind.VISIT, ProgrammeItem.Kind.MEETING)  # what a need is answered by


class Taken(Exception):
    """Something of the item is booked already: ``bookings`` are in the way, ``free`` are the
    nearest times within the mission at which all of it is free."""

    def __init__(self, bookings: list[Booking], *, free: list[Period]) -> None:
        super().__init__(*bookings)
        self.bookings, self.free = bookings, free


def add(
    item: ProgrammeItem,
    *,
    hosts: Iterable[Organisation],
    delegations: Iterable[Delegation],
    resources: Iterable[Resource],
    needs: Iterable[Need],
    by: "User",
    at: datetime,
) -> ProgrammeItem:
    """Put a new ``item`` on the programme and book what it needs, or raise ``Taken``.

    No ``delegations`` means all of them. Raises ValueError outside the dates of the mission, and
    when it is cancelled.
    """
    parts = _Parts(list(hosts), list(delegations), list(resources), list(needs))
    return _write(item, parts, by=by, at=at)


def change(
    item: ProgrammeItem,
    *,
    hosts: Iterable[Organisation],
    delegations: Iterable[Delegation],
    resources: Iterable[Resource],
    needs: Iterable[Need],
    by: "User",
    at: datetime,
) -> ProgrammeItem:
    """Save a changed ``item``, move its bookings with it, or raise ``Taken`` or ``Stale``."""
    parts = _Parts(list(hosts), list(delegations), list(resources), list(needs))
    return _write(item, parts, by=by, at=at)


@transaction.atomic
def remove(item: ProgrammeItem, *, by: "User") -> None:
    """Take it off the programme; everybody's time is free again."""
    _give_back(item.bookings.all(), by=by)
    linking.unlink(item.mission, item)
    item.mission.log("item_removed", by=by, what=item)
    item.delete()


@transaction.atomic
def release(mission: Mission, *, by: "User") -> None:
    """Give back all that ``mission`` had booked; its programme stays to be read."""
    _give_back(Booking.objects.filter(items__mission=mission), by=by)


def take_along(delegation: Delegation, *, by: "User") -> None:
    """A delegation that is new takes part in what was planned for everybody."""
    if delegation.mission.state == Mission.State.CANCELLED:
        return
    for item in delegation.mission.items.filter(delegations=None):
        during = DateTimeTZRange(item.starts_at, item.ends_at)
        held = booking.book(delegation.resource, during=during, what=_words(item), by=by)
        item.bookings.add(held)


def common_slots(
    taken: Iterable[Period], *, wish: Period, within: Period, at: datetime, count: int = 3
) -> list[Period]:
    """The ``count`` times nearest to ``wish``, as long as it, that lie ``within`` and leave
    ``taken`` alone; none before ``at`` unless the wish itself is over."""
    return free_slots(
        [*taken, Period(within.end, within.end + 3 * HORIZON)],
        length=wish.end - wish.start,
        around=wish.start,
        earliest=max(within.start, at) if wish.start >= at else within.start,
        count=count,
    )


@dataclass(frozen=True)
class _Parts:
    hosts: list[Organisation]
    delegations: list[Delegation]
    resources: list[Resource]
    needs: list[Need]


def _write(item: ProgrammeItem, parts: _Parts, *, by: "User", at: datetime) -> ProgrammeItem:
    mission = item.mission
    if not mission.starts_at <= item.starts_at < item.ends_at <= mission.ends_at:
        raise ValueError("An item lies within the dates of its mission.")
    if mission.state == Mission.State.CANCELLED:
        raise ValueError("A cancelled mission books nothing.")
    everybody = mission.delegations.select_related("resource")
    needed = [one.resource for one in parts.delegations or everybody] + parts.resources
    try:
        with transaction.atomic():
            verb = "changed" if _claimed(item) else "created"
            held = _book(item, needed + _of_hosts(parts.hosts), by=by, at=at)
            item.save()  # after the bookings: refused, a new item is still new
            item.bookings.set(held)
            for name in ("hosts", "delegations", "resources", "needs"):
                getattr(item, name).set(getattr(parts, name))
            _link(item, parts.needs)
            item.log(verb, by=by)
    except booking.AlreadyBooked as refused:
        of_hosts = Resource.objects.filter(organisation__in=parts.hosts)
        raise _explained(item, [*needed, *of_hosts], at=at) from refused
    return item


def _claimed(item: ProgrammeItem) -> bool:
    """Whether there is such an item; if so it is locked, and ``Stale`` when it was changed."""
    if item.pk is None:
        return False
    rows = ProgrammeItem.objects.select_for_update(no_key=True)
    if not rows.filter(pk=item.pk, version=item.version).exists():
        raise Stale(item)  # type: ignore[no-untyped-call]
    return True


def _of_hosts(hosts: list[Organisation]) -> list[Resource]:
    """What each host is booked as; made at its first visit, by one at a time."""
    rows = Organisation.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = []
    for host in rows.filter(pk__in=[host.pk for host in hosts]).select_related("resource"):
        if host.resource is None:
            host.resource = Resource.objects.create(kind=Kind.HOST, label=str(host))
            host.save(update_fields=["resource"])
        found.append(host.resource)
    return found


def _book(
    item: ProgrammeItem, needed: Iterable[Resource], *, by: "User", at: datetime
) -> list[Booking]:
    """Bookings of exactly ``needed``, in the order of their keys so that nobody waits in a ring."""
    during, words = DateTimeTZRange(item.starts_at, item.ends_at), _words(item)
    wanted = {resource.pk: resource for resource in needed}
    own = item.bookings.select_related("resource") if item.pk else []
    standing = {held.resource_id: held for held in own}
    _give_back([held for key, held in standing.items() if key not in wanted], by=by)
    held = []
    for key in sorted(wanted):
        if (old := standing.get(key)) is None:
            old = booking.book(wanted[key], during=during, what=words, by=by, at=at)
        elif (old.during, old.what) != (during, words):
            booking.move(old, during=during, what=words, by=by, at=at)
        held.append(old)
    return held


def _give_back(bookings: Iterable[Booking], *, by: "User") -> None:
    for held in sorted(bookings, key=lambda held: held.resource_id):
        booking.cancel(held, by=by)


def _link(item: ProgrammeItem, needs: list[Need]) -> None:
    """A confirmed visit or meeting that answers a need is a link of the chain."""
    if needs and item.kind in ANSWERS and item.state == ProgrammeItem.State.CONFIRMED:
        linking.link(item.mission, item, from_step=Step.MISSION, to_step=Step.MEETING)
    else:
        linking.unlink(item.mission, item)


def _explained(item: ProgrammeItem, needed: list[Resource], *, at: datetime) -> Taken:
    others = Booking.objects.filter(resource__in=needed)
    if item.pk:
        others = others.exclude(items=item)
    wish = Period(item.starts_at, item.ends_at)
    reach = HORIZON + timedelta(days=1)
    nearby = others.overlapping(DateTimeTZRange(wish.start - reach, wish.start + reach))
    in_the_way = others.overlapping(DateTimeTZRange(*wish)).order_by("resource__label", "during")
    free = common_slots(
        [Period(taken.lower, taken.upper) for taken in nearby.values_list("during", flat=True)],
        wish=wish,
        within=Period(item.mission.starts_at, item.mission.ends_at),
        at=at,
    )
    return Taken(list(in_the_way.select_related("resource", "booked_by")), free=free)


def _words(item: ProgrammeItem) -> str:
    return f"{item} – {item.mission}"[:200]
