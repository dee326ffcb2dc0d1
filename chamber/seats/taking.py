"""Taking places, waiting for them, and giving them on in order.

Every verb locks the pool's row, so two people never count at the same time. Under the lock lapsed
offers go first; whatever becomes free is offered to the line at once.

The line is strict: while its first party does not fit, nobody behind it is offered a place, however
small. Smaller parties would otherwise pass a large one for ever. A party larger than the whole pool
keeps waiting but does not hold up the others.

``heard`` is for the upper app: ``heard.register(function)`` in its ``AppConfig.ready()``. It is
called with ``(seat, what)``, ``what`` being "offered" or "lapsed": what happens to a holder who did
not just ask for it. It runs inside the transaction that changed the seat, for every pool: look up
your own row by ``seat``, leave others alone, and only write rows (queue the mail in the outbox);
what it raises undoes the change.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from chamber.seats.models import Pool, Seat
from chamber.seats.states import HOLDING, State
from chamber.slots import Slot

Change = tuple[Seat, str]  # what happened to it: "offered" or "lapsed"

logger = logging.getLogger(__name__)
heard = Slot("seat changes")  # (seat, what) -> None


class NotOffered(Exception):
    """The seat is not on offer: it lapsed, was given back, or is still waiting."""


class NoRoom(Exception):
    """There are fewer free places than the party wants in addition, or others wait for them."""


def take(pool: Pool, *, holder: str, places: int = 1, at: datetime) -> Seat:
    """Return ``holder``'s seat, taken or, when there is no room, waiting.

    Asking twice returns the first seat as it is, whatever ``places`` says; who gave it back or let
    an offer lapse may ask again and goes to the end of the line.
    """
    with opened(pool, at=at):
        seat = pool.seats.filter(holder=holder).first() or Seat(pool=pool, holder=holder)
        if seat.state in (State.WAITING, State.OFFERED, State.TAKEN):
            return seat
        seat.places = places
        if pool.line.exists() or places > pool.free:
            seat.state, seat.waiting_since = State.WAITING, at
        else:
            seat.state = State.TAKEN
        seat.save()
    return seat


def accept(seat: Seat, *, at: datetime) -> None:
    """Take the place on offer, or raise ``NotOffered``; accepting twice is harmless."""
    with opened(seat.pool, at=at):
        seat.refresh_from_db()
        if seat.state == State.TAKEN:
            return
        if seat.state != State.OFFERED:
            raise NotOffered(seat)
        change(seat, State.TAKEN)


def release(seat: Seat, *, at: datetime) -> None:
    """Give the places back, decline an offer or leave the line; doing it twice is harmless."""
    with opened(seat.pool, at=at):
        seat.refresh_from_db()
        change(seat, State.RELEASED)
        offer(seat.pool, at=at)


def hold(seat: Seat, *, places: int, at: datetime) -> None:
    """Change the size of a party, or raise ``NoRoom``; who waits keeps the place in the line, and
    what is given back goes to it."""
    with opened(seat.pool, at=at):
        seat.refresh_from_db()
        more = places - seat.places
        others = seat.pool.line.exclude(pk=seat.pk).exists()
        if seat.state in HOLDING and more > 0 and (others or more > seat.pool.free):
            raise NoRoom(seat)
        seat.places = places
        seat.save(update_fields=["places"])
        offer(seat.pool, at=at)


def resize(pool: Pool, *, capacity: int, at: datetime) -> None:
    """Change the number of places. Nobody who holds a place loses it."""
    with opened(pool, at=at):
        pool.capacity = capacity
        pool.save(update_fields=["capacity"])
        offer(pool, at=at)


def expire_offers(*, at: datetime) -> list[Change]:
    """Give lapsed offers to the next in line; return what changed as ``(seat, what)`` pairs."""
    changes = []
    for pool in Pool.objects.with_lapsed_offers(at=at):
        try:
            with opened(pool, at=at) as changed:
                changes += changed
        except Exception:  # one pool's listener must not keep the others waiting
            logger.exception("Offers of the pool %s could not expire", pool.pk)
    return changes


@contextmanager
def opened(pool: Pool, *, at: datetime) -> Iterator[list[Change]]:
    """Hold ``pool``'s lock; yields ``(seat, what)`` of what lapsed and was offered instead."""
    with transaction.atomic():
        pool.refresh_from_db(from_queryset=locked())
        lapsed = [change(seat, State.RELEASED) for seat in pool.seats.lapsed(at=at)]
        yield tell(lapsed, "lapsed") + offer(pool, at=at) if lapsed else []


def locked() -> QuerySet[Pool]:
    # no_key: foreign keys to the pool may be written meanwhile.
    return Pool.objects.select_for_update(no_key=True)


def offer(pool: Pool, *, at: datetime) -> list[Change]:
    """Offer the free places to the line, until its first party does not fit."""
    until = at + timedelta(hours=pool.offer_hours)
    offered = [change(seat, State.OFFERED, until=until) for seat in next_in_line(pool)]
    return tell(offered, "offered")


def next_in_line(pool: Pool) -> Iterator[Seat]:
    """Those whom the free places are for now."""
    free = pool.free
    for seat in pool.line:
        if (free := free - seat.places) < 0:
            return
        yield seat


def change(seat: Seat, state: State, *, until: datetime | None = None) -> Seat:
    seat.state, seat.offered_until = state, until
    seat.save(update_fields=["state", "offered_until"])
    return seat


def tell(seats: Iterable[Seat], what: str) -> list[Change]:
    for seat in seats:
        for listener in heard:
            listener(seat, what)
    return [(seat, what) for seat in seats]
