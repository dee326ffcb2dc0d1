"""Who comes along: added to the mission, and taken off again before the invitation."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from missions.models import Participant

if TYPE_CHECKING:
    from chamber.accounts.models import User


class AlreadyInvited(Exception):
    """Who was invited is not taken off in silence."""


class AlreadyThere(Exception):
    """The person is on the list of this mission."""


def join(participant: Participant, *, by: "User") -> Participant:
    """Save a new ``participant``, or raise ``AlreadyThere``."""
    try:
        with transaction.atomic():
            participant.save()
            participant.log("created", by=by)
    except IntegrityError as error:
        raise AlreadyThere(participant) from error
    return participant


@transaction.atomic
def leave(participant: Participant, *, by: "User") -> None:
    """Take them off, or raise ``AlreadyInvited``."""
    rows = Participant.objects.select_for_update(no_key=True).filter(pk=participant.pk)
    state = rows.values_list("state", flat=True).first()
    if state not in (None, Participant.State.CHOSEN):
        raise AlreadyInvited(participant)
    participant.log("deleted", by=by)
    rows.delete()
