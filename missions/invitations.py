"""Inviting people to a mission, taking invitations back, and telling those invited what changed."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from chamber.calendar.models import CalendarEntry
from chamber.links import making
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from missions import calendar, checks, letters
from missions.models import Invitation, Mission, Participant

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = Participant.State


class NoAddress(Exception):
    """The person has no mail address."""


class MissionClosed(Exception):
    """The mission has begun, is over or was cancelled: nobody can be invited to it any more."""


@dataclass(frozen=True)
class Round:
    """What became of a round: who is invited now, and who has no mail address."""

    invited: list[Invitation]
    skipped: list[Participant]


def is_open(mission: Mission, *, at: datetime) -> bool:
    ended = (Mission.State.CANCELLED, Mission.State.COMPLETED)
    return mission.state not in ended and at < mission.starts_at


@transaction.atomic
def invite(
    participant: Participant,
    *,
    by: "User | None",
    undo: float | None = None,
    round: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Invitation:
    """Invite once: asking again returns the first invitation.

    ``undo`` is in seconds, by default ``settings.MAIL_UNDO``. Raises ``NoAddress`` and
    ``MissionClosed``.
    """
    at = at or timezone.now()
    _lock(participant)
    if first := Invitation.objects.filter(participant=participant).first():
        return first
    if not participant.person.email:
        raise NoAddress(participant.person)
    if not is_open(participant.mission, at=at):
        raise MissionClosed(participant.mission)
    invitation = _write(participant, by=by, round=round, at=at)
    invitation.mail = letters.invite(invitation, undo=undo, at=at)
    invitation.save(update_fields=["link", "mail"])
    participant.turn(State.INVITED)
    participant.log("invited", by=by)
    return invitation


@transaction.atomic
def invite_all(
    participants: Iterable[Participant], *, by: "User", at: datetime, although: str = ""
) -> Round:
    """Invite those who were not yet; more than one are a round that is taken back as a whole.

    ``although`` is the reason to do so while somebody is not checked; without it ``NotChecked`` is
    raised.
    """
    new = [participant for participant in participants if participant.state == State.CHOSEN]
    reachable = [participant for participant in new if participant.person.email]
    skipped = [participant for participant in new if not participant.person.email]
    mission = reachable[0].mission if reachable else None
    unchecked = checks.ask(mission, reachable, although=although, at=at) if mission else []
    many = len(reachable) > 1
    undo = settings.MAIL_ROUND_UNDO if many else settings.MAIL_UNDO
    round = uuid.uuid4() if many else None
    invited = [invite(one, by=by, undo=undo, round=round, at=at) for one in reachable]
    if mission and many:
        mission.log("invited", by=by, people=len(reachable))
    if mission and unchecked:
        checks.keep(mission, invited, unchecked, although=although, by=by, at=at)
    return Round(invited, skipped)


@transaction.atomic
def take_back(invitation: Invitation, *, by: "User", at: datetime) -> bool:
    """Undo an invitation whose mail did not leave: its link ends and nobody is invited. False: too
    late."""
    participant = invitation.participant
    _lock(participant)
    current = Invitation.objects.filter(pk=invitation.pk).select_related("mail", "link").first()
    if current is None:
        return True
    if current.answer or current.mail is None or not outbox.cancel(current.mail):
        return False
    if current.link:
        making.revoke(current.link, at=at)
    entry = current.calendar_entry
    current.delete()
    entry.delete()
    participant.turn(State.CHOSEN)
    participant.log("taken_back", by=by)
    return True


@transaction.atomic
def take_back_all(invitations: Iterable[Invitation], *, by: "User", at: datetime) -> int:
    """Take back those that did not leave yet; returns how many."""
    back = [one for one in invitations if take_back(one, by=by, at=at)]
    if len(back) > 1:
        back[0].participant.mission.log("taken_back", by=by, people=len(back))
    return len(back)


@transaction.atomic
def send_again(invitation: Invitation, *, to: str, by: "User", at: datetime) -> bool:
    """Send a failed invitation once more. An address that is new is the person's from now on.

    Raises ``NotChecked`` if somebody concerned is blocked meanwhile.
    """
    participant = invitation.participant
    checks.refuse_blocked(participant.mission, [participant], at=at)
    person, mail, link = invitation.participant.person, invitation.mail, invitation.link
    if mail is None or link is None or not mail.can_be_sent_again:
        return False
    if to != person.email:
        person.email = to
        person.save()
        person.log("changed", by=by)
    link.person = to
    link.save(update_fields=["person"])
    part = letters.part_for(invitation, calendar.request, at=at)
    OutgoingMail.objects.filter(pk=mail.pk).update(calendar=part)
    sent = outbox.send_again(mail, to=to, at=at)
    if sent:
        invitation.participant.log("sent_again", by=by)
    return sent


@transaction.atomic
def tell_changes(mission: Mission, *, by: "User", at: datetime) -> int:
    """Write to those invited, unless they declined, when date, place or title are other than what
    their calendar was told. Returns how many were written to; doing it twice tells nothing new."""
    told = 0
    for invitation in _concerned(mission):
        participant, entry = invitation.participant, invitation.calendar_entry
        with translation.override(participant.person.language):
            if not calendar.is_outdated(participant, entry):
                continue
        if invitation.link:
            invitation.link.expires_at = mission.ends_at
            invitation.link.save(update_fields=["expires_at"])
        letters.tell(invitation, "changed", at=at)
        told += 1
    if told:
        mission.log("told_changes", by=by, people=told)
    return told


@transaction.atomic
def tell_cancelled(mission: Mission, *, by: "User", at: datetime) -> int:
    """Take back the invitations that did not leave yet, and write to the others who were invited
    and did not decline. Returns how many were written to; doing it twice tells nothing new."""
    told = 0
    for invitation in _concerned(mission).filter(calendar_entry__cancelled=False):
        if not take_back(invitation, by=by, at=at):
            letters.tell(invitation, "cancelled", at=at)
            told += 1
    if told:
        mission.log("told_cancelled", by=by, people=told)
    return told


def _concerned(mission: Mission) -> QuerySet[Invitation]:
    invited = Invitation.objects.filter(participant__mission=mission, link__revoked_at=None)
    return invited.exclude(participant__state=State.DECLINED).select_related(
        "link",
        "calendar_entry",
        "participant__mission__lead",
        "participant__person__user",
        "participant__organisation",
        "participant__delegation__city",
    )


def _write(
    participant: Participant, *, by: "User | None", round: uuid.UUID | None, at: datetime
) -> Invitation:
    """The invitation with its link, which stands until the mission ends."""
    entry = CalendarEntry.objects.create()
    invitation = Invitation.objects.create(
        participant=participant, calendar_entry=entry, round=round, invited_by=by
    )
    mission, person = participant.mission, participant.person
    invitation.link = making.make(
        "rsvp",
        subject=f"invitation:{invitation.pk}",
        person=person.email,
        language=person.language,
        days=(mission.ends_at - at).total_seconds() / 86_400,
        at=at,
    )
    return invitation


def _lock(participant: Participant) -> None:
    rows = Participant.objects.select_for_update(no_key=True)
    participant.refresh_from_db(fields=["state"], from_queryset=rows)
