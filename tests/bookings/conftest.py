from datetime import date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from chamber.bookings.models import Booking, Resource
from chamber.bookings.wallclock import BRUSSELS


@pytest.fixture
def day():
    """A day next year on which no clock is changed."""
    return date(timezone.localdate().year + 1, 5, 12)


@pytest.fixture
def hours(day):
    """``hours(10, 11)``: that range of Brussels hours on the day."""

    def between(start, end, days=0):
        midnight = datetime(day.year, day.month, day.day, tzinfo=BRUSSELS)
        last = midnight + timedelta(days=days)
        return DateTimeTZRange(midnight.replace(hour=start), last.replace(hour=end))

    return between


@pytest.fixture
def interpreter(db):
    return Resource.objects.create(kind="interpreter", label="Olena Tkachenko")


@pytest.fixture
def visit(interpreter, hours):
    """The interpreter is booked from ten to eleven."""
    return Booking.objects.create(
        resource=interpreter, during=hours(10, 11), what="Visit to the port"
    )
