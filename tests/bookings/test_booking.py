"""The verbs, and what the database refuses whoever writes."""

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from chamber.bookings import booking
from chamber.bookings.models import Booking, Resource
from chamber.bookings.wallclock import BRUSSELS
from chamber.forms.models import Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


def clock(free):
    return [
        f"{start.astimezone(BRUSSELS):%d %H}-{end.astimezone(BRUSSELS):%H}" for start, end in free
    ]


def test_a_booking_is_kept_and_written_down(interpreter, hours, staff):
    made = booking.book(interpreter, during=hours(10, 11), what="Visit", by=staff)
    made.refresh_from_db()
    assert (made.during, made.what, made.booked_by) == (hours(10, 11), "Visit", staff)
    entry = interpreter.log_entries().get()
    assert (entry.verb, entry.by, entry.data["what"]) == ("booked", staff, "Visit")


def test_a_clash_names_what_is_in_the_way_and_three_free_slots(visit, hours, staff):
    with pytest.raises(booking.AlreadyBooked) as refused:
        booking.book(visit.resource, during=hours(10, 11), what="Dinner", by=staff)
    assert refused.value.clash == visit
    assert clock(refused.value.free) == ["12 09-10", "12 11-12", "12 08-09"]
    assert Booking.objects.count() == 1
    assert not visit.resource.log_entries().exists()


def test_no_slot_is_proposed_that_is_over(visit, hours, staff):
    with pytest.raises(booking.AlreadyBooked) as refused:
        at = hours(9, 10).lower
        booking.book(visit.resource, during=hours(10, 11), what="Dinner", by=staff, at=at)
    assert clock(refused.value.free) == ["12 09-10", "12 11-12", "12 12-13"]


def test_one_may_follow_the_other_and_others_are_not_concerned(visit, hours, staff):
    booking.book(visit.resource, during=hours(11, 12), what="Next", by=staff)
    booking.book(visit.resource, during=hours(9, 10), what="Before", by=staff)
    room = Resource.objects.create(kind="room", label="Room 1")
    booking.book(room, during=hours(10, 11), what="At the same time", by=staff)


def test_a_clash_leaves_the_transaction_around_it_usable(visit, hours, staff):
    with transaction.atomic():
        with pytest.raises(booking.AlreadyBooked):
            booking.book(visit.resource, during=hours(10, 12), what="Dinner", by=staff)
        booking.book(visit.resource, during=hours(12, 13), what="Dinner", by=staff)
    assert Booking.objects.count() == 2


def test_a_move_may_overlap_its_own_old_time(visit, hours, staff):
    booking.move(visit, during=hours(10, 12), by=staff)
    visit.refresh_from_db()
    assert (visit.during, visit.what) == (hours(10, 12), "Visit to the port")
    assert visit.resource.log_entries().get().verb == "moved"


def test_a_move_into_another_booking_changes_nothing(visit, hours, staff):
    other = booking.book(visit.resource, during=hours(12, 13), what="Lunch", by=staff)
    with pytest.raises(booking.AlreadyBooked) as refused:
        booking.move(visit, during=hours(12, 13), by=staff)
    assert refused.value.clash == other
    assert clock(refused.value.free) == ["12 11-12", "12 13-14", "12 10-11"]
    assert visit.during == hours(10, 11)
    visit.refresh_from_db()
    assert visit.during == hours(10, 11)


def test_who_moves_what_was_moved_meanwhile_is_stopped(visit, hours, staff):
    mine = Booking.objects.get()
    booking.move(visit, during=hours(14, 15), by=staff)
    with pytest.raises(Stale):
        booking.move(mine, during=hours(16, 17), by=staff)
    assert Booking.objects.get().during == hours(14, 15)


def test_a_cancelled_booking_frees_its_time_and_stays_in_the_history(visit, hours, staff):
    booking.cancel(visit, by=staff)
    entry = visit.resource.log_entries().get()
    assert (entry.verb, entry.data["what"]) == ("cancelled", "Visit to the port")
    booking.book(visit.resource, during=hours(10, 11), what="Dinner", by=staff)


@pytest.mark.parametrize(
    ("bounds", "ends"),
    [("[]", (10, 11)), ("(]", (10, 11)), ("[)", (10, 10)), ("[)", (10, None)), ("[)", (None, 10))],
)
def test_the_database_refuses_a_range_without_two_proper_ends(interpreter, hours, bounds, ends):
    lower, upper = (hours(end, 23).lower if end else None for end in ends)
    during = DateTimeTZRange(lower, upper, bounds)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(resource=interpreter, during=during, what="Odd")


def test_the_database_refuses_an_overlap_whoever_writes(visit, hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(resource=visit.resource, during=hours(9, 12), what="Import")
