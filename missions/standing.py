"""Where an invitation stands: from the outbox to the answer, in one line for those who invite."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.charts.zones import in_words
from chamber.mail.models import OutgoingMail
from chamber.mail.states import FINAL
from chamber.mail.states import State as MailState
from missions.models import Invitation, Participant

State = Participant.State
_ANSWERED = {
    State.ACCEPTED: "ok",
    State.TENTATIVE: "planned",
    State.DECLINED: "stop",
    State.WAITING: "waiting",
    State.OFFERED: "late",
}
_MAIL = {
    MailState.IN_FLIGHT: "now",
    MailState.RETRY: "late",
    MailState.FAILED: "stop",
    MailState.QUARANTINED: "stop",
    MailState.CANCELLED: "planned",
}


@dataclass(frozen=True)
class Standing:
    """``kind`` and ``words`` are a status; ``back_until`` is when the mail leaves."""

    kind: str
    words: Any
    note: str = ""
    back_until: datetime | None = None
    is_moving: bool = False
    is_stuck: bool = False


def of(invitation: Invitation, *, at: datetime, line: dict[int, int]) -> Standing:
    """``line``: the numbers of those who wait, by seat."""
    participant = invitation.participant
    kind = _ANSWERED.get(State(participant.state))
    if kind:
        words = participant.get_state_display()
        return Standing(kind, words, _of_answer(participant, line))
    return _of_mail(invitation.mail, at=at)


def _of_answer(participant: Participant, line: dict[int, int]) -> str:
    seat, state = participant.seat, participant.state
    if state == State.WAITING and seat and seat.pk in line:
        return _("number %(number)d in the line") % {"number": line[seat.pk]}
    if state == State.OFFERED and seat and seat.offered_until:
        return _("until %(moment)s") % {"moment": in_words(seat.offered_until)}
    if state == State.ACCEPTED and participant.places > 1:
        places = participant.places
        return ngettext("%(count)d place", "%(count)d places", places) % {"count": places}
    return ""


def _of_mail(mail: OutgoingMail | None, *, at: datetime) -> Standing:
    if mail is None or mail.state == MailState.SENT:
        return Standing("waiting", _("sent, no answer yet"))
    if mail.state == MailState.QUEUED:
        return _of_queued(mail, at=at)
    return Standing(
        _MAIL[MailState(mail.state)],
        mail.get_state_display(),
        mail.error,
        is_moving=mail.state not in FINAL,
        is_stuck=mail.can_be_sent_again,
    )


def _of_queued(mail: OutgoingMail, *, at: datetime) -> Standing:
    if mail.not_before <= at:
        return Standing("now", _("about to be sent"), is_moving=True)
    moment = timezone.localtime(mail.not_before)
    note = _("can be taken back until %(time)s %(city)s") % {
        "time": f"{moment:%H:%M:%S}",
        "city": settings.ZONES[settings.TIME_ZONE],
    }
    return Standing("waiting", _("queued"), note, back_until=mail.not_before, is_moving=True)
