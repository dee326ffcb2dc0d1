"""Two zones in one line: by language, over midnight and over several days."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from chamber.charts import zones

MORNING = datetime(2027, 5, 11, 8, 0, tzinfo=UTC)
HALF_PAST = MORNING + timedelta(minutes=90)


@pytest.fixture(autouse=True)
def in_2027():
    with time_machine.travel(datetime(2027, 4, 14, tzinfo=UTC)):
        yield


def render(source, **context):
    return Template(source).render(Context(context))


def test_one_day_is_said_once():
    assert zones.in_words(MORNING, HALF_PAST) == (
        "Tue 11 May, 10:00–11:30 Brussels / 11:00–12:30 Kyiv"
    )


def test_kyiv_can_lead():
    assert zones.in_words(MORNING, first="kyiv") == "Tue 11 May, 11:00 Kyiv / 10:00 Brussels"


def test_the_day_is_said_twice_where_midnight_lies_between():
    late = datetime(2027, 5, 11, 21, 30, tzinfo=UTC)
    assert zones.in_words(late) == "Tue 11 May, 23:30 Brussels / Wed 12 May, 00:30 Kyiv"


def test_several_days_carry_both_days():
    friday = datetime(2027, 5, 14, 14, 30, tzinfo=UTC)
    assert zones.in_words(MORNING, friday) == (
        "Tue 11 May, 10:00 – Fri 14 May, 16:30 Brussels"
        " / Tue 11 May, 11:00 – Fri 14 May, 17:30 Kyiv"
    )


def test_another_year_is_named():
    assert zones.in_words(MORNING.replace(year=2028)).startswith("Thu 11 May 2028, 10:00")


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "Tue 11 May"), ("nl", "di 11 mei"), ("fr", "mar. 11 mai"), ("uk", "вт, 11 травня")],
)
def test_the_day_follows_the_language(language, day):
    with translation.override(language):
        assert zones.in_zones(MORNING)[0].day.lower() == day.lower()


def test_the_first_city_is_bold():
    page = render("{% zones start end %}", start=MORNING, end=HALF_PAST)
    assert '<b class="nowrap">10:00–11:30</b></time>\N{NO-BREAK SPACE}Brussels' in page
    assert '<span class="nowrap">11:00–12:30</span>' in page


def test_the_filter_takes_a_moment_a_pair_and_nothing():
    pair = render("{{ when|zones:'kyiv' }}", when=(MORNING, HALF_PAST))
    assert pair == render("{% zones s e first='kyiv' %}", s=MORNING, e=HALF_PAST)
    assert "10:00" in render("{{ when|zones }}", when=MORNING)
    assert render("{{ when|zones }}", when=None) == ""
