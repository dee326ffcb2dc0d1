"""What invited people answer, and the places on the mission that follow from it.

Everything is decided under the lock of the mission's pool, so that an answer, an offer to somebody
in the line and an offer that lapses never pass each other.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone, translation

from chamber.charts.zones import in_words
from chamber.seats import taking
from chamber.seats.models import Pool, Seat
from chamber.seats.states import State as SeatState
from missions import letters
from missions.invitations import is_open
from missions.models import Invitation, Participant

State = Participant.State
Answer = Invitation.Answer
_AFTER_TAKING = {
    SeatState.TAKEN: State.ACCEPTED,
    SeatState.WAITING: State.WAITING,
    SeatState.OFFERED: State.OFFERED,
}


class TooLate(Exception):
    """This answer can no longer be given through the link."""


def possible(participant: Participant, *, at: datetime) -> list[str]:
    """The answers that the link still takes: all until the deadline; then a place on offer can be
    taken and a yes be taken back, until the mission begins."""
    if not is_open(participant.mission, at=at):
        return []
    if at < participant.mission.answer_by:
        return [Answer.YES, Answer.MAYBE, Answer.NO]
    if participant.state == State.OFFERED:
        return [Answer.YES, Answer.NO]
    return [] if participant.state == State.DECLINED else [Answer.NO]


def answer(
    invitation: Invitation, *, said: str, places: int = 1, at: datetime | None = None
) -> Participant:
    """Note yes, maybe or no; ``places`` counts the person and those who come along.

    The same answer twice is one. Raises ``TooLate``, and ``taking.NoRoom`` for a party that grows
    beyond the free places; the answer before stands then.
    """
    at = at or timezone.now()
    with taking.opened(invitation.participant.mission.pool, at=at):
        current = _whole().get(pk=invitation.pk)
        participant = current.participant
        if _stands(current, said, places):
            return participant
        if said not in possible(participant, at=at):
            raise TooLate(participant)
        _give(participant, said=said, places=places, at=at)
        current.answer, current.answered_at = said, at
        current.save(update_fields=["answer", "answered_at"])
        participant.log("answered", by=None, answer=said, places=participant.places)
        _confirm(current, at=at)
    return participant


def number_in_line(seat: Seat) -> int:
    """1 for who gets the next place; a party larger than the whole pool stands behind all."""
    line = list(seat.pool.line.values_list("pk", flat=True))
    return line.index(seat.pk) + 1 if seat.pk in line else len(line) + 1


def lines(pool: Pool) -> dict[int, int]:
    """The number of everybody in the line, by seat."""
    return {pk: index for index, pk in enumerate(pool.line.values_list("pk", flat=True), start=1)}


def hear(seat: Seat, what: str) -> None:
    """Somebody in the line is offered a place, or let an offer lapse: note it and write to them."""
    invitation = _whole().filter(participant__seat=seat).first()
    if invitation is None:
        return
    participant, at = invitation.participant, timezone.now()
    participant.log(what, by=None)
    if what == "offered" and seat.offered_until:
        participant.turn(State.OFFERED)
        letters.tell(invitation, what, at=at, until=_until(participant, seat.offered_until))
    else:
        # They said yes and then nothing: the question is open again.
        participant.turn(State.INVITED)
        invitation.answer = Answer.NONE
        invitation.save(update_fields=["answer"])
        letters.tell(invitation, what, at=at)


def _whole() -> "QuerySet[Invitation]":
    return Invitation.objects.select_related(
        "link",
        "calendar_entry",
        "participant__seat__pool",
        "participant__person__user",
        "participant__organisation",
        "participant__delegation__city",
        "participant__mission__pool",
        "participant__mission__lead",
    )


def _stands(invitation: Invitation, said: str, places: int) -> bool:
    """Whether this was said before; a place on offer is still to be taken."""
    if invitation.answer != said:
        return False
    participant = invitation.participant
    return said != Answer.YES or (
        participant.state != State.OFFERED and participant.places == places
    )


def _give(participant: Participant, *, said: str, places: int, at: datetime) -> None:
    if said == Answer.YES:
        _come(participant, places=places, at=at)
        return
    if participant.seat:
        taking.release(participant.seat, at=at)
    participant.turn(State.TENTATIVE if said == Answer.MAYBE else State.DECLINED)


def _come(participant: Participant, *, places: int, at: datetime) -> None:
    """Take the place on offer, or one of the free ones, or stand in the line."""
    pool, holder = participant.mission.pool, f"participant:{participant.pk}"
    seat = taking.take(pool, holder=holder, places=places, at=at)
    if seat.state == SeatState.OFFERED:
        taking.accept(seat, at=at)
    if seat.places != places:
        taking.hold(seat, places=places, at=at)
    seat.refresh_from_db()
    participant.seat, participant.places = seat, places
    participant.save(update_fields=["seat", "places"])
    participant.turn(_AFTER_TAKING[SeatState(seat.state)])


def _confirm(invitation: Invitation, *, at: datetime) -> None:
    """Write down for the person what their answer did."""
    participant = invitation.participant
    if participant.state == State.WAITING and participant.seat:
        letters.tell(invitation, "waits", at=at, number=number_in_line(participant.seat))
    else:
        what = {State.ACCEPTED: "comes", State.TENTATIVE: "thinks", State.DECLINED: "stays"}
        if participant.state in what:
            letters.tell(invitation, what[State(participant.state)], at=at)


def _until(participant: Participant, until: datetime) -> str:
    with translation.override(participant.person.language):
        return in_words(until, first=letters.first_zone(participant))
