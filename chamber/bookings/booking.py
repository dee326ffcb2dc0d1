"""Booking, moving and cancelling. The database refuses what overlaps; these verbs explain it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from psycopg.errors import ExclusionViolation

from chamber.bookings.free import HORIZON, Period, free_slots
from chamber.bookings.models import Booking, Resource
from chamber.charts import zones

if TYPE_CHECKING:
    from chamber.accounts.models import User


class AlreadyBooked(Exception):
    """``resource`` is taken by ``clash``; ``free`` are the nearest periods of the same length."""

    def __init__(self, resource: Resource, *, clash: Booking | None, free: list[Period]) -> None:
        super().__init__(resource, clash)
        self.resource, self.clash, self.free = resource, clash, free


@transaction.atomic
def book(
    resource: Resource,
    *,
    during: DateTimeTZRange,
    what: str,
    by: "User",
    at: datetime | None = None,
) -> Booking:
    """Book ``resource`` for the range ``during``, or raise ``AlreadyBooked``.

    Who books several resources in one transaction does so in the order of their primary keys, so
    that two people cannot wait for each other. ``at`` is now: no earlier slot is proposed.
    """
    booking = Booking(resource=resource, during=during, what=what, booked_by=by)
    _store(booking, at=at)
    resource.log("booked", by=by, **_words(booking))
    return booking


@transaction.atomic
def move(
    booking: Booking,
    *,
    during: DateTimeTZRange,
    by: "User",
    what: str = "",
    at: datetime | None = None,
) -> Booking:
    """Give ``booking`` another time, or raise ``AlreadyBooked`` and leave it where it is.

    Raises ``chamber.forms.models.Stale`` when somebody else changed it since it was read.
    """
    before, booking.during = booking.during, during
    booking.what = what or booking.what
    try:
        _store(booking, at=at)
    except AlreadyBooked:
        booking.during = before
        raise
    booking.resource.log("moved", by=by, **_words(booking))
    return booking


@transaction.atomic
def cancel(booking: Booking, *, by: "User") -> None:
    """Give the time back; the resource's history remembers what it was for."""
    resource, words = booking.resource, _words(booking)
    booking.delete()
    resource.log("cancelled", by=by, **words)


def _store(booking: Booking, *, at: datetime | None) -> None:
    """Save under the resource's lock: without it, two that wait for each other's row deadlock.

    A refusal rolls back to before the lock, so nobody waits while it is being explained.
    """
    try:
        with transaction.atomic():
            Resource.objects.select_for_update(no_key=True).get(pk=booking.resource_id)
            booking.save()
    except IntegrityError as error:
        if not isinstance(error.__cause__, ExclusionViolation):
            raise
        raise _explained(booking, at=at or timezone.now()) from error


def _explained(booking: Booking, *, at: datetime) -> AlreadyBooked:
    wish = booking.during
    others = booking.resource.bookings.exclude(pk=booking.pk)
    reach = HORIZON + timedelta(days=1)
    nearby = others.overlapping(DateTimeTZRange(wish.lower - reach, wish.lower + reach))
    free = free_slots(
        [Period(taken.lower, taken.upper) for taken in nearby.values_list("during", flat=True)],
        length=wish.upper - wish.lower,
        around=wish.lower,
        earliest=at if wish.lower >= at else None,
    )
    clash = others.overlapping(wish).select_related("booked_by").first()
    return AlreadyBooked(booking.resource, clash=clash, free=free)


def told(data: Mapping[str, Any]) -> str:
    """What a line of the history was about: "Visit, Tue 12 May, 10:00–11:30 Brussels / …"."""
    if "start" not in data:
        return ""
    start, end = (datetime.fromisoformat(data[key]) for key in ("start", "end"))
    return f"{data['what']}, {zones.in_words(start, end)}"


def _words(booking: Booking) -> dict[str, str]:
    start, end = booking.during.lower, booking.during.upper
    return {"what": booking.what, "start": start.isoformat(), "end": end.isoformat()}
