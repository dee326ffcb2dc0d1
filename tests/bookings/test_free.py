"""Free slots: plain arithmetic, so hypothesis may try what it likes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chamber.bookings.free import HORIZON, Period, free_slots

BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = timedelta(hours=1)


def on(day, clock):
    return datetime.combine(day, clock, tzinfo=BRUSSELS)


def brussels(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def told(slots):
    return [
        f"{start.astimezone(BRUSSELS):%d %H:%M}-{end.astimezone(BRUSSELS):%H:%M}"
        for start, end in slots
    ]


def test_the_nearest_hours_around_a_taken_one():
    ten = brussels("2026-05-12T10:00")
    slots = free_slots([Period(ten, ten + HOUR)], length=HOUR, around=ten)
    assert told(slots) == ["12 09:00-10:00", "12 11:00-12:00", "12 08:00-09:00"]


def test_slots_do_not_leave_the_day():
    late = brussels("2026-05-12T19:30")
    slots = free_slots([], length=HOUR, around=late)
    assert told(slots) == ["12 19:00-20:00", "12 18:00-19:00", "12 17:00-18:00"]


def test_nothing_before_the_earliest_moment():
    ten = brussels("2026-05-12T10:00")
    slots = free_slots([Period(ten, ten + HOUR)], length=HOUR, around=ten, earliest=ten)
    assert told(slots) == ["12 11:00-12:00", "12 12:00-13:00", "12 13:00-14:00"]


def test_a_full_week_leads_to_the_next():
    ten = brussels("2026-05-12T10:00")
    full = Period(brussels("2026-05-01T00:00"), brussels("2026-05-18T00:00"))
    assert told(free_slots([full], length=HOUR, around=ten)) == [
        "18 08:00-09:00",
        "18 09:00-10:00",
        "18 10:00-11:00",
    ]


def test_thirteen_hours_use_the_night_of_one_day():
    slots = free_slots([], length=13 * HOUR, around=brussels("2026-05-12T07:00"))
    assert told(slots) == ["12 07:00-20:00", "13 00:00-13:00", "11 11:00-00:00"]


def test_two_days_run_over_midnight():
    start = brussels("2026-05-12T07:00")
    taken = Period(start, start + HOUR)
    first = free_slots([taken], length=48 * HOUR, around=start)[0]
    assert first == (taken.end.astimezone(UTC), (taken.end + 48 * HOUR).astimezone(UTC))


def test_hours_stay_brussels_hours_when_the_clock_changes():
    saturday = brussels("2026-03-28T19:00")
    taken = Period(brussels("2026-03-28T08:00"), brussels("2026-03-28T20:00"))
    slots = free_slots([taken], length=HOUR, around=saturday, earliest=saturday)
    assert told(slots)[0] == "29 08:00-09:00"
    assert slots[0].start.hour == 6  # summer time: two hours from UTC


moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 31), timezones=st.just(BRUSSELS)
).map(lambda moment: moment.replace(second=0, microsecond=0))
minutes = st.integers(5, 20 * 60).map(lambda n: timedelta(minutes=n))


@st.composite
def wishes(draw):
    around = draw(moments)
    starts = draw(st.lists(st.integers(-4 * 24 * 60, 4 * 24 * 60), max_size=30))
    taken = [
        Period(start, start + draw(minutes))
        for start in (around.astimezone(UTC) + timedelta(minutes=n) for n in starts)
    ]
    return taken, draw(minutes), around


@given(wishes())
def test_three_slots_that_are_free_apart_and_within_the_day(wish):
    taken, length, around = wish
    slots = free_slots(taken, length=length, around=around)
    assert len(slots) == 3
    for slot in slots:
        assert slot.end - slot.start == length
        assert not any(overlap(slot, period) for period in taken)
        assert slot.start >= around - HORIZON
        start, end = (moment.astimezone(BRUSSELS) for moment in slot)
        if length <= 12 * HOUR:
            assert time(8) <= start.time() and end.time() <= time(20)
        assert (end - timedelta(microseconds=1)).date() == start.date()
    assert not any(overlap(a, b) for a in slots for b in slots if a is not b)


@given(wishes())
def test_no_free_start_is_nearer_than_the_first(wish):
    taken, length, around = wish
    first = free_slots(taken, length=length, around=around)[0]
    distance = abs(first.start - around)
    step = timedelta(minutes=max(1, int(distance.total_seconds() // 60 // 50)))
    nearer = -distance + step
    while nearer < distance:
        start = around.astimezone(UTC) + nearer
        assert not is_free(Period(start, start + length), taken)
        nearer += step


def is_free(slot, taken):
    start, end = (moment.astimezone(BRUSSELS) for moment in slot)
    in_hours = start.date() == (end - timedelta(microseconds=1)).date()
    if slot.end - slot.start <= 12 * HOUR:
        in_hours = in_hours and time(8) <= start.time() and time(0) < end.time() <= time(20)
    return in_hours and not any(overlap(slot, period) for period in taken)


def overlap(a, b):
    return a.start < b.end and b.start < a.end
