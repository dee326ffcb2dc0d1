"""A mission as one event in the calendar of a participant, in the active language."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from chamber.calendar import invite
from chamber.calendar.events import Event, Person
from chamber.calendar.models import CalendarEntry
from chamber.glossary.fallback import read
from missions.models import Mission, Participant

_STATUS = {
    Participant.State.ACCEPTED: "ACCEPTED",
    Participant.State.TENTATIVE: "TENTATIVE",
    Participant.State.DECLINED: "DECLINED",
}


def where(mission: Mission) -> str:
    """The places that are visited, else the region."""
    places = sorted(str(place) for place in mission.host_places.all())
    return ", ".join(places) or read(mission, "host_region").words


def event(participant: Participant) -> Event:
    """No link to answer stands in it: calendars are shown to others."""
    mission, person = participant.mission, participant.person
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    status = _STATUS.get(Participant.State(participant.state), "NEEDS-ACTION")
    return Event(
        start=mission.starts_at,
        end=mission.ends_at,
        summary=str(mission),
        organizer=Person(_("Chamber of Commerce BeNeLux – Ukraine"), sender),
        place=where(mission),
        description=_(
            "The link in your invitation shows the programme and changes your answer.\n"
            "Questions? Write to %(lead)s, %(address)s."
        )
        % {"lead": mission.lead, "address": mission.lead.email},
        attendees=(Person(person.full_name, person.email, status),),
    )


def request(participant: Participant, entry: CalendarEntry, *, at: datetime) -> str:
    """The REQUEST as the mission is now; its SEQUENCE rises when date, place or title changed."""
    return invite.publish(entry, event(participant), at=at)


def cancel(participant: Participant, entry: CalendarEntry, *, at: datetime) -> str:
    return invite.cancel(entry, event(participant), at=at)


def file(participant: Participant, entry: CalendarEntry, *, at: datetime) -> str:
    """To be opened by hand, without a question to answer; reading it changes no number."""
    return invite.feed([(entry, event(participant))], name="", at=at)


def is_outdated(participant: Participant, entry: CalendarEntry) -> bool:
    """Whether what was sent to the calendar is no longer so."""
    return entry.fingerprint != event(participant).fingerprint
