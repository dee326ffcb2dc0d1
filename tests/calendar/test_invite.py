"""What lands in people's calendars."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.utils import translation
from icalendar import Calendar

from chamber.calendar import invite
from chamber.calendar.events import Event, Person
from chamber.calendar.models import CalendarEntry

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
AT = datetime(2027, 4, 14, 9, 0, tzinfo=UTC)
NINE = datetime(2027, 5, 11, 9, 30, tzinfo=BRUSSELS)
CHAMBER = Person("Chamber of Commerce", "portal@example.org")
GUEST = Person("Olena Bondar", "olena@example.org")


@pytest.fixture
def entry():
    return CalendarEntry.objects.create()


def event(**changes):
    facts = {
        "start": NINE,
        "end": NINE + timedelta(minutes=90),
        "summary": "Port of Antwerp-Bruges, Port House",
        "organizer": CHAMBER,
        "place": "Zaha Hadidplein 1, Antwerp",
        "description": "Gate appointments; shore power.\nBring your badge.",
        "url": "https://example.org/p/1",
        "attendees": (GUEST,),
    }
    return Event(**facts | changes)


def parsed(text):
    calendar = Calendar.from_ical(text)
    return calendar, calendar.walk("VEVENT")[0]


def test_a_request_says_what_a_calendar_needs(entry):
    calendar, told = parsed(invite.publish(entry, event(), at=AT))
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (str(told["UID"]), told["SEQUENCE"], told["STATUS"]) == (entry.uid, 0, "CONFIRMED")
    assert told["DTSTAMP"].dt == AT
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (NINE, NINE + timedelta(minutes=90))
    assert told["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert str(told["ORGANIZER"]) == "mailto:portal@example.org"
    assert str(told["ATTENDEE"]) == "mailto:olena@example.org"
    assert told["ATTENDEE"].params["RSVP"] == "TRUE"
    assert not calendar.walk("VALARM")


def test_the_description_says_both_zones(entry):
    with translation.override("en"):
        _calendar, told = parsed(invite.publish(entry, event(), at=AT))
    description = str(told["DESCRIPTION"])
    assert "09:30–11:00 Brussels / 10:30–12:00 Kyiv" in description
    assert description.endswith("Gate appointments; shore power.\nBring your badge.")


@pytest.mark.parametrize(
    "changes",
    [
        {"start": NINE - timedelta(minutes=5)},
        {"end": NINE + timedelta(hours=2)},
        {"place": "Havenlaan 86C, Brussels"},
        {"summary": "VITO, Mol"},
    ],
)
def test_a_material_change_raises_the_sequence(entry, changes):
    invite.publish(entry, event(), at=AT)
    _calendar, told = parsed(invite.publish(entry, event(**changes), at=AT))
    assert (str(told["UID"]), told["SEQUENCE"]) == (entry.uid, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"description": "Bring two badges."},
        {"url": "https://example.org/p/2"},
        {"attendees": (GUEST, Person("Ann", "ann@example.org"))},
        {"start": NINE.astimezone(ZoneInfo("Europe/Kyiv"))},
    ],
)
def test_other_changes_keep_the_sequence(entry, changes):
    invite.publish(entry, event(), at=AT)
    _calendar, told = parsed(invite.publish(entry, event(**changes), at=AT))
    assert told["SEQUENCE"] == 0


def test_cancelling_twice_is_one_step_and_coming_back_is_another(entry):
    invite.publish(entry, event(), at=AT)
    for _time in range(2):
        calendar, told = parsed(invite.cancel(entry, event(), at=AT))
        assert (calendar["METHOD"], told["STATUS"]) == ("CANCEL", "CANCELLED")
        assert (str(told["UID"]), told["SEQUENCE"]) == (entry.uid, 1)
    _calendar, told = parsed(invite.publish(entry, event(), at=AT))
    assert (told["SEQUENCE"], told["STATUS"]) == (2, "CONFIRMED")
    entry.refresh_from_db()
    assert (entry.sequence, entry.cancelled) == (2, False)


def test_a_stale_row_does_not_lower_the_sequence(entry):
    stale = CalendarEntry.objects.get(pk=entry.pk)
    invite.publish(entry, event(), at=AT)
    invite.publish(entry, event(summary="Moved"), at=AT)
    _calendar, told = parsed(invite.publish(stale, event(summary="Moved again"), at=AT))
    assert told["SEQUENCE"] == 2


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        ("2027-03-28T00:30", 1),  # 01:30, half an hour before the clocks go forward
        ("2027-03-28T01:30", 2),  # 03:30: the hour from 2 to 3 is not there
        ("2027-10-31T00:30", 2),  # 02:30 the first time
        ("2027-10-31T01:30", 1),  # 02:30 the second time
        ("2031-03-30T01:00", 2),
        ("2031-10-26T01:00", 1),
    ],
)
def test_the_zone_carries_both_observances(entry, moment, offset):
    calendar, _told = parsed(invite.publish(entry, event(), at=AT))
    zone = calendar.walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == "Europe/Brussels"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert said_by_the_rules(zone, moment) == timedelta(hours=offset)
    assert moment.astimezone(BRUSSELS).utcoffset() == timedelta(hours=offset)


def said_by_the_rules(zone, moment):
    """The offset of the observance that began last before ``moment``, as RFC 5545 reads it."""
    begun = {}
    for part in zone.subcomponents:
        before = part["TZOFFSETFROM"].td
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part["DTSTART"].dt)
        last = rule.before(moment.replace(tzinfo=None) + before, inc=True)
        begun[last - before] = part["TZOFFSETTO"].td
    return begun[max(begun)]


def test_long_ukrainian_lines_are_folded_at_75_octets(entry):
    long = "Нарада про електропостачання портових причалів і навчання моряків " * 6
    text = invite.publish(entry, event(summary=long, description=long), at=AT)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in text.encode().replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # no character is cut in two
    _calendar, told = parsed(text)
    assert str(told["SUMMARY"]) == long.strip()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x0c", "\x00"])
def test_nothing_people_write_begins_a_line_of_its_own(entry, end):
    evil = f"Olena{end}ATTENDEE:mailto:evil@example.org{end}END:VEVENT"
    text = invite.publish(
        entry,
        event(
            summary=evil,
            place=evil,
            description=evil,
            url=f"https://example.org/{evil}",
            organizer=Person(evil, f"portal@example.org{end}X-EVIL:1"),
            attendees=(Person(f'"{evil}"', f"olena@example.org{end}X-EVIL:1"),),
        ),
        at=AT,
    )
    calendar = Calendar.from_ical(text)
    assert len(calendar.walk("VEVENT")) == 1
    told = calendar.walk("VEVENT")[0]
    assert not isinstance(told["ATTENDEE"], list)
    assert "X-EVIL" not in told
    starts = {line.split(":")[0].split(";")[0] for line in text.split("\r\n")}
    assert "X-EVIL" not in starts
    assert not set(text) & {"\u2028", "\x85", "\x0b", "\x0c", "\x00"}


def test_a_feed_holds_many_and_says_what_was_cancelled(entry):
    other = CalendarEntry.objects.create()
    invite.publish(entry, event(), at=AT)
    invite.cancel(other, event(summary="VITO, Mol"), at=AT)
    rows = [(entry, event()), (other, event(summary="VITO, Mol"))]
    text = invite.feed(rows, name="Місія до Фландрії", at=AT)
    calendar = Calendar.from_ical(text)
    assert (calendar["METHOD"], calendar["NAME"]) == ("PUBLISH", "Місія до Фландрії")
    assert len(calendar.walk("VTIMEZONE")) == 1
    told = {str(part["UID"]): part for part in calendar.walk("VEVENT")}
    assert told[entry.uid]["STATUS"] == "CONFIRMED"
    assert told[other.uid]["STATUS"] == "CANCELLED"
    assert all("ATTENDEE" not in part for part in told.values())
