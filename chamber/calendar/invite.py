"""Invitations, cancellations and feeds as iCalendar text (RFC 5545, RFC 5546)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import get_language
from icalendar import Calendar, Timezone, vCalAddress, vText
from icalendar import Event as Component

from chamber.calendar.events import Event, Person
from chamber.calendar.models import CalendarEntry
from chamber.charts.zones import in_words

PRODUCT = "-//Chamber of Commerce BeNeLux - Ukraine//Portal//EN"
# Both observances by rule, not by list: the European rule since 1996.
BRUSSELS = """\
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
ZONE = ZoneInfo("Europe/Brussels")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")


def publish(entry: CalendarEntry, event: Event, *, at: datetime) -> str:
    """The REQUEST for ``event`` as it is now; SEQUENCE rises only when it changed materially."""
    with transaction.atomic():
        _lock(entry)
        if entry.fingerprint and (entry.cancelled or entry.fingerprint != event.fingerprint):
            entry.sequence += 1
        entry.fingerprint, entry.cancelled = event.fingerprint, False
        entry.save()
    return request(entry, event, at=at)


def cancel(entry: CalendarEntry, event: Event, *, at: datetime) -> str:
    """The CANCEL for ``event``; cancelling twice says the same again."""
    with transaction.atomic():
        _lock(entry)
        if not entry.cancelled:
            entry.sequence, entry.cancelled = entry.sequence + 1, True
            entry.save()
    return _text("CANCEL", [_component(entry, event, at=at, status="CANCELLED")])


def request(entry: CalendarEntry, event: Event, *, at: datetime) -> str:
    """The REQUEST with the number ``entry`` has: for one more guest, or the same mail again."""
    return _text("REQUEST", [_component(entry, event, at=at, status="CONFIRMED")])


def feed(rows: Iterable[tuple[CalendarEntry, Event]], *, name: str, at: datetime) -> str:
    """A calendar to subscribe to: ``rows`` are (entry, event); cancelled ones say that they are."""
    components = [
        _component(
            entry,
            event,
            at=at,
            status="CANCELLED" if entry.cancelled else "CONFIRMED",
            with_people=False,
        )
        for entry, event in rows
    ]
    return _text("PUBLISH", components, name=name)


def _lock(entry: CalendarEntry) -> None:
    entry.refresh_from_db(from_queryset=CalendarEntry.objects.select_for_update())


def _text(method: str, components: Iterable[Component], *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", _line(name))
        calendar.add("x-wr-calname", _line(name))
    calendar.add_component(Timezone.from_ical(BRUSSELS))
    for component in components:
        calendar.add_component(component)
    return calendar.to_ical().decode()


def _component(
    entry: CalendarEntry, event: Event, *, at: datetime, status: str, with_people: bool = True
) -> Component:
    component = Component()
    component.add("uid", entry.uid)
    component.add("sequence", entry.sequence)
    component.add("dtstamp", at.astimezone(UTC))
    component.add("last-modified", entry.updated_at.astimezone(UTC))
    component.add("dtstart", event.start.astimezone(ZONE))
    component.add("dtend", event.end.astimezone(ZONE))
    component.add("status", status)
    component.add("summary", _line(event.summary), parameters={"LANGUAGE": get_language()})
    component.add("description", _lines(_described(event)))
    if event.place:
        component.add("location", _line(event.place))
    if event.url:
        component.add("url", _line(event.url))
    component.add("organizer", _address(event.organizer))
    for person in event.attendees if with_people else ():
        component.add("attendee", _guest(person))
    return component


def _described(event: Event) -> str:
    """The times in both zones, then what there is to say."""
    return "\n\n".join(filter(None, [in_words(event.start, event.end), event.description]))


def _guest(person: Person) -> vCalAddress:
    guest = _address(person)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText(person.status)
    guest.params["RSVP"] = vText("TRUE" if person.status == "NEEDS-ACTION" else "FALSE")
    return guest


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{_line(person.email)}")
    if person.name:
        # A parameter can neither hold nor escape a double quote.
        address.params["CN"] = vText(_line(person.name).replace('"', "'"))
    return address


def _line(words: str) -> str:
    """One line whatever it held: nothing in a name can begin a line of its own."""
    return " ".join(_CONTROL.sub(" ", str(words)).split())


def _lines(words: str) -> str:
    return "\n".join(_line(line) for line in str(words).splitlines())
