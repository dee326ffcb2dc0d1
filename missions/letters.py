"""What the portal writes to those who are invited: the invitation, and the news that follow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from chamber.links import tokens
from chamber.links.models import Link
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from missions import calendar
from missions.models import Invitation, Participant
from partners import addressing

INVITATION = "missions/mail/invitation"
NEWS = "missions/mail/news"
SEE, CHANGE = _("See the invitation"), _("Change the answer")
Part = Callable[..., str]  # (participant, entry, at=) -> iCalendar text


@dataclass(frozen=True)
class News:
    """``text`` may name values of the letter; ``part`` is what goes to the calendar with it."""

    subject: Any
    text: Any
    action: Any
    part: Part | None = None


LETTERS = {
    "comes": News(
        _("A place is kept for you: %(mission)s"),
        _("Thank you for coming along. A place is kept for you; the dates are attached."),
        SEE,
        calendar.request,
    ),
    "thinks": News(
        _("Your answer is noted: %(mission)s"),
        _("You do not know yet whether you can come. No place is kept until you say yes."),
        CHANGE,
        calendar.request,
    ),
    "stays": News(
        _("Your answer is noted: %(mission)s"),
        _("You cannot come. Thank you for telling us; your calendar is told as well."),
        CHANGE,
        calendar.cancel,
    ),
    "waits": News(
        _("You are on the waiting list: %(mission)s"),
        _(
            "All places are taken. You are number %(number)d in the line; we write as soon as a "
            "place becomes free for you."
        ),
        SEE,
    ),
    "offered": News(
        _("A place has become free: %(mission)s"),
        _("It is yours if you say yes by %(until)s. After that it goes to the next in the line."),
        _("Take the place"),
    ),
    "lapsed": News(
        _("Your place was given on: %(mission)s"),
        _(
            "We had offered you a place and heard nothing in time, so it went to the next in the "
            "line. If you still want to come, answer once more or write to us."
        ),
        SEE,
    ),
    "changed": News(
        _("New date or place: %(mission)s"),
        _("The mission has changed; below is how it is now. Your answer still counts."),
        SEE,
        calendar.request,
    ),
    "cancelled": News(
        _("Cancelled: %(mission)s"),
        _("The mission does not take place. We are sorry; your calendar is told as well."),
        SEE,
        calendar.cancel,
    ),
}


def preview(participant: Participant) -> dict[str, str]:
    """Subject, text and HTML of the invitation as this person would get it; nothing is stored."""
    return outbox.write(
        INVITATION,
        name=participant.person.full_name,
        language=participant.person.language,
        context=_facts(participant, Link(purpose="rsvp")),
    )


def invite(invitation: Invitation, *, undo: float | None, at: datetime) -> OutgoingMail:
    """Queue the invitation; it can be taken back for ``undo`` seconds."""
    part = part_for(invitation, calendar.request, at=at)
    dedupe = f"invitation:{invitation.pk}"
    return _queue(INVITATION, invitation, at=at, calendar=part, undo=undo, dedupe=dedupe)


def tell(
    invitation: Invitation, what: str, *, at: datetime, dedupe: str = "", **said: Any
) -> OutgoingMail:
    """Queue the news ``what`` at once; ``said`` are the values that its words name."""
    news = LETTERS[what]
    with translation.override(invitation.participant.person.language):
        said |= {"mission": str(invitation.participant.mission)}
        context = {
            "what": what,
            "subject": news.subject % said,
            "words": news.text % said,
            "action": str(news.action),
        }
    part = part_for(invitation, news.part, at=at) if news.part else ""
    return _queue(NEWS, invitation, context, at=at, calendar=part, undo=0, dedupe=dedupe)


def part_for(invitation: Invitation, part: Part, *, at: datetime) -> str:
    """The calendar text in the language of the person, so that only facts change its number."""
    with translation.override(invitation.participant.person.language):
        return part(invitation.participant, invitation.calendar_entry, at=at)


def first_zone(participant: Participant) -> str:
    """The zone that is said first: that of the person."""
    home = participant.organisation or (participant.delegation and participant.delegation.city)
    return "kyiv" if home and home.country == "UA" else "brussels"


def _queue(
    template: str, invitation: Invitation, context: dict[str, Any] | None = None, **fields: Any
) -> OutgoingMail:
    person = invitation.participant.person
    link: Any = invitation.link
    return outbox.queue(
        template,
        to=person.email,
        name=person.full_name,
        user=person.user,
        language=person.language,
        context=_facts(invitation.participant, link) | (context or {}),
        **fields,
    )


def _facts(participant: Participant, link: Link) -> dict[str, Any]:
    person = participant.person
    with translation.override(person.language):
        return {
            "participant": participant,
            "mission": participant.mission,
            "greeting": addressing.greeting(person, person.language),
            "where": calendar.where(participant.mission),
            "first": first_zone(participant),
            "action_url": tokens.placeholder(link),
        }
