"""Progress against target and calendar (domain.md: green p >= e - 0.05, amber p >= e - 0.20)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.charts.progress import BEHIND, OFF_TRACK, ON_TRACK, UNKNOWN, progress

YEAR = {"start": date(2027, 1, 1), "end": date(2027, 4, 11)}  # 100 days


@pytest.mark.parametrize(
    ("value", "today", "verdict"),
    [
        (45, date(2027, 2, 20), ON_TRACK),  # 45 % of 100, 50 % expected: exactly 5 points
        (44, date(2027, 2, 20), BEHIND),
        (30, date(2027, 2, 20), BEHIND),  # exactly 20 points
        (29, date(2027, 2, 20), OFF_TRACK),
        (0, date(2026, 12, 1), ON_TRACK),  # before it began nothing is expected
        (100, date(2028, 1, 1), ON_TRACK),
        (None, date(2027, 2, 20), UNKNOWN),
    ],
)
def test_the_verdict_turns_at_five_and_at_twenty_points(value, today, verdict):
    assert progress(value, target=100, today=today, **YEAR).verdict == verdict


@given(value=st.integers(0, 1000), target=st.integers(1, 500), day=st.dates())
def test_shares_stay_between_nothing_and_all(value, target, day):
    found = progress(value, target=target, today=day, **YEAR)
    assert 0 <= found.reached <= 1
    assert 0 <= found.expected <= 1


@pytest.mark.parametrize("wrong", [{"target": 0}, {"end": date(2027, 1, 1)}])
def test_a_target_that_cannot_be_reached_is_refused(wrong):
    with pytest.raises(ValueError, match="target"):
        progress(1, **({"target": 10, "today": date(2027, 2, 1)} | YEAR | wrong))
