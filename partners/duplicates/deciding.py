"""What the chamber says to a pair: that the two are two. That they are one is said by merging."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from partners.models import DuplicatePair

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = DuplicatePair.State


@transaction.atomic
def keep_apart(pair: DuplicatePair, *, reason: str, by: "User", at: datetime) -> bool:
    """They are two organisations; nobody is asked again. False if it was decided already."""
    waiting = DuplicatePair.objects.filter(pk=pair.pk, state=State.NEW)
    return bool(waiting.update(state=State.DIFFERENT, reason=reason, by=by, at=at))
