from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.bookings.wallclock import BRUSSELS, NoSuchTime, TimeTwice, moment

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize("clock", [time(2), time(2, 59)])
def test_the_hour_that_summer_time_skips(clock):
    with pytest.raises(NoSuchTime):
        moment(SPRING, clock)


@pytest.mark.parametrize("clock", [time(2), time(2, 59)])
def test_the_hour_that_comes_twice(clock):
    with pytest.raises(TimeTwice):
        moment(AUTUMN, clock)


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (SPRING, time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (SPRING, time(3), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (AUTUMN, time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (AUTUMN, time(3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_the_minutes_around_them(day, clock, utc):
    assert moment(day, clock) == utc


@given(st.integers(0, 2 * 366 * 24 * 60))
def test_every_moment_is_found_again_or_comes_twice(minutes):
    utc = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    shown = utc.astimezone(BRUSSELS)
    try:
        assert moment(shown.date(), shown.time()) == utc
    except TimeTwice:
        assert shown.month == 10 and shown.hour == 2
