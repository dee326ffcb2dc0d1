"""The programme: nobody and nothing is in two places, and who is refused is shown a way out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chamber.bookings.free import Period
from chamber.bookings.models import Booking, Resource
from missions import hosts
from missions.models import ProgrammeItem
from missions.programme import Taken, add, common_slots
from tests import factories

FORM = {
    "kind": "visit",
    "title_en": "Port House",
    "date": "2027-05-11",
    "start": "09:30",
    "end": "11:00",
    "state": "draft",
}


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


@pytest.fixture
def mission(staff):
    return factories.mission(staff)


@pytest.fixture
def interpreter(db):
    return Resource.objects.create(kind="interpreter", label="I. Bondar")


def new(mission):
    return reverse("missions:item_new", args=[mission.pk])


def delegation(mission, city):
    return mission.delegations.get(city__name_en=city)


def periods(bookings):
    return [(held.during.lower, held.during.upper) for held in bookings]


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(params=["interpreter", "host", "delegation"])
    def taken(self, request, mission, staff, interpreter):
        """What two items both need, as the fields of the form say it."""
        port = factories.organisation("Port of Antwerp-Bruges")
        hosts.add(mission, port, by=staff)
        odesa, mykolaiv = (delegation(mission, city).pk for city in ("Odesa", "Mykolaiv"))
        return {
            "interpreter": [
                {"resources": interpreter.pk, "delegations": odesa},
                {"resources": interpreter.pk, "delegations": mykolaiv},
            ],
            "host": [
                {"hosts": port.pk, "delegations": odesa},
                {"hosts": port.pk, "delegations": mykolaiv},
            ],
            "delegation": [{"delegations": odesa}, {}],  # none is all of them
        }[request.param]

    def test_what_is_taken_is_refused_with_three_times_that_are_free(self, browser, mission, taken):
        first, second = taken
        assert browser.post(new(mission), FORM | first).status_code == 302
        booked = list(Booking.objects.all())
        second = FORM | {"title_en": "Museum", "start": "10:00", "end": "11:30"} | second
        answer = browser.post(new(mission), second)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert page.count("Take this time") == 3
        assert "Port House – Technology transfer mission to Flanders" in page
        assert "09:30–11:00" in page  # in Brussels
        assert "10:30–12:00" in page  # and in Kyiv
        assert ProgrammeItem.objects.get().title_en == "Port House"
        assert list(Booking.objects.all()) == booked
        for (start, end), _fields in answer.context["free"]:
            assert end - start == timedelta(minutes=90)
            assert mission.starts_at <= start
            assert end <= mission.ends_at
            assert all(end <= low or high <= start for low, high in periods(booked))
        (period, fields), *_others = answer.context["free"]
        taken_up = browser.post(new(mission), _repeated(fields))
        item = ProgrammeItem.objects.get(title_en="Museum")
        assert taken_up.status_code == 302
        assert Period(item.starts_at, item.ends_at) == period

    def test_a_change_moves_its_bookings_and_gives_back_what_is_no_longer_needed(
        self, browser, mission, interpreter
    ):
        browser.post(new(mission), FORM | {"resources": interpreter.pk})
        item = ProgrammeItem.objects.get()
        form = FORM | {"start": "09:00", "end": "10:00", "version": item.version}
        edit = reverse("missions:item_edit", args=[mission.pk, item.pk])
        answer = browser.post(edit, form | {"delegations": delegation(mission, "Odesa").pk})
        assert answer.headers["Location"].endswith(f"?day=2027-05-11#item-{item.pk}")
        [held] = item.bookings.all()
        assert held == Booking.objects.get()
        assert held.resource == delegation(mission, "Odesa").resource
        assert held.during.lower == factories.moment(11, 9)
        stale = browser.post(edit, form | {"title_en": "Another title"})
        assert stale.status_code == 409
        assert b"Somebody else changed this meanwhile" in stale.content

    def test_what_is_wrong_is_said_at_the_field(self, browser, mission):
        late = {"date": "2027-05-14", "start": "16:00", "end": "17:00"}
        for fields, at, words in [
            ({"date": "2027-06-01"}, "date", "The mission lasts"),
            (late, "end", "The mission lasts"),
            ({"start": "11:00", "end": "10:00"}, "end", "later than the start"),
            ({"title_en": ""}, "title_en", "Enter in English what it is."),
        ]:
            answer = browser.post(new(mission), FORM | {"venue": "Zaha Hadidplein 1"} | fields)
            assert [words in error for error in answer.context["form"].errors[at]] == [True]
            assert "Zaha Hadidplein 1" in answer.content.decode()
        assert not ProgrammeItem.objects.exists()

    def test_the_page_shows_the_day_in_both_zones(self, browser, mission, interpreter):
        browser.post(new(mission), FORM | {"resources": interpreter.pk})
        answer = browser.get(ProgrammeItem.objects.get().get_absolute_url())
        page = " ".join(answer.content.decode().split())
        assert "Tue 11 May 2027: 1 item" in page
        assert "<b>09:30–11:00</b>" in page
        assert "10:30–12:00" in page
        assert "Kyiv is 1 hour ahead of Brussels." in page
        lanes = answer.context["shown"][0]["picture"].lanes
        assert [(lane.words, len(lane.bars)) for lane in lanes] == [
            ("Odesa", 1),
            ("Mykolaiv", 1),
            ("Kherson", 1),
            ("I. Bondar", 1),
        ]
        whole = browser.get(reverse("missions:programme", args=[mission.pk]), {"day": "all"})
        assert len(whole.context["shown"]) == 5

    def test_taking_it_off_frees_everybody(self, browser, mission, interpreter):
        browser.post(new(mission), FORM | {"resources": interpreter.pk})
        item = ProgrammeItem.objects.get()
        delete = reverse("missions:item_delete", args=[mission.pk, item.pk])
        assert b"becomes free at once" in browser.get(delete).content
        browser.post(delete)
        assert not Booking.objects.exists()
        assert not ProgrammeItem.objects.exists()


def _repeated(fields):
    """The pairs of a form as the test client sends them."""
    data = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    return data


PEOPLE = 30


def test_thirty_at_once_put_one_item_on_the_programme(transactional_db, monkeypatch, make_user):
    # Each has a connection of its own, and the last may wait longer than the portal usually lets.
    options = settings.DATABASES["default"]["OPTIONS"]
    monkeypatch.setitem(options, "pool", False)
    monkeypatch.setitem(options, "options", "-c lock_timeout=30000")
    staff = make_user(role="staff")
    mission = factories.mission(staff)
    interpreter = Resource.objects.create(kind="interpreter", label="I. Bondar")
    cities, start = list(mission.delegations.all()), Barrier(PEOPLE)

    def plan(number):
        item = ProgrammeItem(mission=mission, title_en=f"Visit {number}")
        item.starts_at = factories.moment(11, 10, number)  # not the same time, but all overlap
        item.ends_at = item.starts_at + timedelta(hours=1)
        parts = {"delegations": [cities[number % 3]], "resources": [interpreter]}
        try:
            start.wait(timeout=20)
            add(item, **parts, hosts=[], needs=[], by=staff, at=mission.created_at)
        except Taken as taken:
            return len(taken.free)
        finally:
            connection.close()
        return "planned"

    with ThreadPoolExecutor(PEOPLE) as people:
        answers = list(people.map(plan, range(PEOPLE)))

    assert (answers.count("planned"), answers.count(3)) == (1, PEOPLE - 1)
    item = ProgrammeItem.objects.get()
    assert set(Booking.objects.all()) == set(item.bookings.all())
    assert item.bookings.count() == 2


START, STEP = datetime(2027, 5, 10, 7, tzinfo=UTC), timedelta(minutes=5)
WEEK = Period(START, START + timedelta(days=6))
places = st.tuples(st.integers(0, 5 * 24 * 12), st.integers(1, 60))  # in steps: start and length


def period(place):
    start = START + place[0] * STEP
    return Period(start, start + place[1] * STEP)


@given(st.lists(places, max_size=20), places, st.integers(0, 5 * 24 * 12))
def test_free_times_are_free_for_all_and_within_the_mission(taken, wish, now):
    taken, wish, now = [period(one) for one in taken], period(wish), START + now * STEP
    slots = common_slots(taken, wish=wish, within=WEEK, at=now)
    assert len(slots) <= 3
    for start, end in slots:
        assert end - start == wish.end - wish.start
        assert WEEK.start <= start
        assert end <= WEEK.end
        assert start >= now or wish.start < now
        assert all(end <= other.start or other.end <= start for other in taken)
    distances = [abs(start - wish.start) for start, _end in slots]
    assert distances == sorted(distances)
