"""Resources and bookings in the browser."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chamber.bookings.models import Booking, Resource
from chamber.bookings.wallclock import BRUSSELS

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(make_user):
    return make_user(role="staff", name="Ann Peeters")


@pytest.fixture
def browser(sign_in, staff):
    return sign_in(staff)


@pytest.fixture
def book(browser, interpreter, day):
    """Send the booking form; what is not said is a visit from ten to eleven on the day."""

    def send(resource=interpreter, **fields):
        fields = {"what": "Dinner", "date": day, "start": "10:00", "end": "11:00"} | fields
        return browser.post(reverse("bookings:book", args=[resource.pk]), fields)

    return send


def errors(response):
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def last_sunday(month):
    """Next year's: when the clock is changed."""
    end = date(timezone.localdate().year + 1, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def hidden(html):
    """The hidden fields of each form of the page."""
    return [
        dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        for form in re.findall(r"<form.*?</form>", html, re.S)
    ]


# Booking ----------------------------------------------------------------------------------------


def test_a_booking_is_made_and_shown_in_both_zones(book, browser, interpreter, hours):
    response = book()
    assert response.status_code == 302
    assert Booking.objects.get().during == hours(10, 11)
    page = browser.get(response.url).content.decode()
    assert "Dinner" in page and "10:00–11:00" in page and "11:00–12:00" in page
    assert "booked by Ann Peeters" in page and "Booked: Dinner" in page


def test_a_clash_says_what_is_in_the_way_and_keeps_the_input(book, visit):
    response = book(what="Dinner with the mayor")
    page = response.content.decode()
    assert response.status_code == 409
    assert "<title>Error: " in page
    assert "Olena Tkachenko is already booked then" in page and "Visit to the port" in page
    assert response.context["form"]["what"].value() == "Dinner with the mayor"
    assert 'value="Dinner with the mayor"' in page
    assert Booking.objects.count() == 1


def test_each_of_three_free_slots_is_one_button_away(book, visit, browser, interpreter):
    page = book(idempotency_key=str(uuid.uuid4())).content.decode()
    offers = [fields for fields in hidden(page) if {"date", "start", "end"} <= fields.keys()]
    clocks = [(offer["start"], offer["end"]) for offer in offers]
    assert clocks == [("09:00:00", "10:00:00"), ("11:00:00", "12:00:00"), ("08:00:00", "09:00:00")]
    for offer in offers:  # they share the form's key: a hasty second click books nothing more
        response = browser.post(reverse("bookings:book", args=[interpreter.pk]), offer)
        assert response.status_code == 302
    made = Booking.objects.exclude(pk=visit.pk).get()
    assert (made.what, made.during.lower.astimezone(BRUSSELS).hour) == ("Dinner", 9)


def test_sending_the_form_twice_books_once(book):
    key = str(uuid.uuid4())
    first, second = book(idempotency_key=key), book(idempotency_key=key)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"start": "11:00", "end": "10:00"}, "end"),
        ({"start": "11:00", "end": "11:00"}, "end"),
        ({"start": "22:00", "end": "02:00"}, "end"),
        ({"start": "00:00", "end": "00:00"}, "end"),
        ({"start": "25:00"}, "start"),
        ({"end": ""}, "end"),
        ({"what": "  "}, "what"),
        ({"what": "x" * 201}, "what"),
        ({"date": "30 February"}, "date"),
        ({"date": "0026-05-12"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"date": last_sunday(3), "start": "02:30", "end": "04:00"}, "start"),
        ({"date": last_sunday(3), "start": "01:00", "end": "02:00"}, "end"),
        ({"date": last_sunday(10), "start": "02:00", "end": "04:00"}, "start"),
        ({"date": last_sunday(10), "start": "01:00", "end": "02:30"}, "end"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(book, fields, at):
    response = book(**fields)
    assert list(errors(response)) == [at]
    assert f'id="id_{at}_error"' in response.content.decode()
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("fields", "length"),
    [
        ({"start": "23:59", "end": "00:00"}, timedelta(minutes=1)),
        ({"start": "00:00", "end": "23:59"}, timedelta(hours=23, minutes=59)),
        ({"date": last_sunday(3), "start": "01:00", "end": "03:00"}, timedelta(hours=1)),
        ({"date": last_sunday(10), "start": "01:00", "end": "03:00"}, timedelta(hours=3)),
        ({"what": "x" * 200}, timedelta(hours=1)),
    ],
)
def test_what_just_can_be_is_booked(book, fields, length):
    assert book(**fields).status_code == 302
    during = Booking.objects.get().during
    assert during.upper - during.lower == length


@pytest.mark.parametrize("days", [1, 365, 366])
def test_what_is_over_is_refused(book, days):
    assert list(errors(book(date=timezone.localdate() - timedelta(days=days)))) == ["date"]
    assert not Booking.objects.exists()


def test_what_is_no_longer_in_use_cannot_be_booked(book, browser, interpreter):
    Resource.objects.update(active=False)
    assert "no longer in use" in str(errors(book()))
    page = browser.get(interpreter.get_absolute_url()).content.decode()
    assert reverse("bookings:book", args=[interpreter.pk]) not in page


# Moving and cancelling --------------------------------------------------------------------------


def move(browser, booking, day, **fields):
    fields = {"what": booking.what, "date": day, "version": booking.version} | fields
    return browser.post(reverse("bookings:move", args=[booking.pk]), fields)


def test_the_move_form_starts_from_what_is_booked(browser, visit, day):
    form = browser.get(reverse("bookings:move", args=[visit.pk])).context["form"]
    values = [form[name].value() for name in ("what", "date", "start", "end")]
    assert values[:2] == ["Visit to the port", day]
    assert [str(value)[:5] for value in values[2:]] == ["10:00", "11:00"]


def test_who_moves_several_days_has_to_say_when_they_end(browser, visit, hours):
    Booking.objects.update(during=hours(10, 16, days=2))
    form = browser.get(reverse("bookings:move", args=[visit.pk])).context["form"]
    assert form["end"].value() is None


def test_a_booking_is_moved_and_renamed(browser, visit, day, hours):
    assert move(browser, visit, day, what="Port", start="14:00", end="15:00").status_code == 302
    visit.refresh_from_db()
    assert (visit.what, visit.during) == ("Port", hours(14, 15))


def test_a_move_to_where_it_stands_is_none(browser, visit, day, interpreter):
    answer = move(browser, visit, day, start="10:00", end="11:00")
    assert "Nothing has changed." in browser.get(answer.url).content.decode()
    assert not interpreter.log_entries().exists()


def test_the_whole_history_says_what_and_when(browser, visit, day, interpreter):
    move(browser, visit, day, what="Port", start="14:00", end="15:00")
    address = reverse("history:object", args=["bookings.resource", interpreter.pk])
    page = browser.get(address).content.decode()
    assert "Moved: Port, " in page and "14:00–15:00 Brussels" in page


def test_a_move_into_another_booking_is_answered_with_three_free_slots(browser, visit, day, hours):
    Booking.objects.create(resource=visit.resource, during=hours(14, 15), what="Lunch")
    response = move(browser, visit, day, start="14:30", end="15:30")
    assert response.status_code == 409
    offers = [one for one in hidden(response.content.decode()) if "start" in one]
    assert len(offers) == 3
    moved = browser.post(reverse("bookings:move", args=[visit.pk]), offers[0])
    assert moved.status_code == 302
    visit.refresh_from_db()
    assert visit.during == hours(15, 16)


def test_who_moves_what_somebody_else_moved_sees_where_it_stands(browser, visit, day, hours):
    assert move(browser, visit, day, start="14:00", end="15:00").status_code == 302
    response = move(browser, visit, day, what="Mine", start="16:00", end="17:00")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else changed this booking meanwhile" in page and "14:00–15:00" in page
    assert response.context["form"]["what"].value() == "Mine"
    newer = Booking.objects.get()
    assert newer.during == hours(14, 15)
    assert move(browser, newer, day, start="16:00", end="17:00").status_code == 302


def test_cancelling_asks_first_and_frees_the_time(browser, book, visit):
    address = reverse("bookings:cancel", args=[visit.pk])
    assert "Visit to the port" in browser.get(address).content.decode()
    assert Booking.objects.filter(pk=visit.pk).exists()
    response = browser.post(address)
    assert response.url == visit.resource.get_absolute_url()
    assert book().status_code == 302


# Resources --------------------------------------------------------------------------------------


def test_a_resource_is_made_changed_and_remembered(browser, staff):
    fields = {"kind": "room", "label": "Room 1", "active": "on"}
    response = browser.post(reverse("bookings:create"), fields)
    room = Resource.objects.get()
    assert response.url == room.get_absolute_url()
    fields |= {"label": "Room 2", "version": room.version}
    browser.post(reverse("bookings:edit", args=[room.pk]), fields)
    room.refresh_from_db()
    assert room.label == "Room 2"
    assert [entry.verb for entry in room.log_entries()] == ["changed", "created"]
    history = browser.get(reverse("history:object", args=["bookings.resource", room.pk]))
    assert "Room 1" in history.content.decode()


def test_two_people_who_edit_one_resource_do_not_overwrite_each_other(browser, interpreter):
    address = reverse("bookings:edit", args=[interpreter.pk])
    fields = {"kind": "interpreter", "active": "on", "version": interpreter.version}
    assert browser.post(address, fields | {"label": "Theirs"}).status_code == 302
    response = browser.post(address, fields | {"label": "Mine"})
    assert response.status_code == 409
    assert "Theirs" in response.content.decode() and "Mine" in response.content.decode()


def test_the_list_is_filtered_and_says_what_comes_next(browser, visit):
    Resource.objects.create(kind="room", label="Room 1")
    page = browser.get(reverse("bookings:list")).content.decode()
    assert "Room 1" in page and "No booking is coming." in page and "10:00–11:00" in page
    page = browser.get(reverse("bookings:list"), {"kind": "interpreter"}).content.decode()
    assert "Room 1" not in page and "Olena Tkachenko" in page
    Resource.objects.filter(label="Room 1").update(active=False)
    page = browser.get(reverse("bookings:list"), {"active": "False"}).content.decode()
    assert "Room 1" in page and "Olena Tkachenko" not in page


def test_an_empty_list_says_what_belongs_there(browser):
    page = browser.get(reverse("bookings:list")).content.decode()
    assert "There are no resources yet" in page and reverse("bookings:create") in page


@pytest.mark.parametrize("page", ["list", "detail"])
def test_one_or_three_rows_cost_the_same_queries(browser, visit, hours, page):
    address = reverse("bookings:list") if page == "list" else visit.resource.get_absolute_url()
    one = queries(browser, address)
    for number in (1, 2):
        room = Resource.objects.create(kind="room", label=f"Room {number}")
        for resource in (room, visit.resource):
            during = hours(12 + number, 13 + number)
            Booking.objects.create(
                resource=resource, during=during, what="More", booked_by=visit.booked_by
            )
            resource.log("changed", by=None)
    assert queries(browser, address) == one


def queries(browser, address):
    browser.get(address)  # what is read once per process does not count
    with CaptureQueriesContext(connection) as seen:
        browser.get(address)
    return len(seen)


# Rights -----------------------------------------------------------------------------------------

READING = ["list", "detail"]
WRITING = ["create", "edit", "book", "move", "cancel"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (None, (302, 302)),
        ("", (403, 403)),
        ("read-only", (200, 403)),
        ("staff", (200, 200)),
        ("administrator", (200, 200)),
    ],
)
def test_who_may_read_and_who_may_write(make_user, sign_in, visit, role, expected):
    browser = Client() if role is None else sign_in(make_user(role=role))
    reading, writing = expected
    for name in READING + WRITING:
        args = {"list": [], "create": [], "move": [visit.pk], "cancel": [visit.pk]}
        address = reverse(f"bookings:{name}", args=args.get(name, [visit.resource.pk]))
        code = reading if name in READING else writing
        assert browser.get(address).status_code == code, name
        if name in WRITING and writing != 200:
            assert browser.post(address).status_code == writing, name
    assert Booking.objects.filter(pk=visit.pk).exists()


def test_what_does_not_exist_is_not_found(browser):
    for name in ("detail", "edit", "book", "move", "cancel"):
        assert browser.get(reverse(f"bookings:{name}", args=[1])).status_code == 404
