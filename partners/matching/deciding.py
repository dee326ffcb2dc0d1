"""What the chamber says to a suggestion."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chamber.slots import Slot
from partners.models import Suggestion

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = Suggestion.State
VERBS = {State.ACCEPTED: _("accepted"), State.DISMISSED: _("dismissed")}
# (suggestion, by): called in the transaction of the decision, which the suggestion carries.
heard = Slot("decided suggestions")


def accept(suggestion: Suggestion, *, by: "User", at: datetime) -> None:
    """It fits; accepting twice is harmless, and what was dismissed may be taken back so."""
    _decide(suggestion, State.ACCEPTED, reason="", by=by, at=at)


def dismiss(suggestion: Suggestion, *, reason: str, by: "User", at: datetime) -> None:
    """It does not fit; it is not suggested again."""
    _decide(suggestion, State.DISMISSED, reason=reason, by=by, at=at)


@transaction.atomic
def _decide(suggestion: Suggestion, state: str, *, reason: str, by: "User", at: datetime) -> None:
    """Write the decision down once and tell who listens."""
    row = Suggestion.objects.select_for_update(no_key=True).get(pk=suggestion.pk)
    suggestion.state = state
    if row.state == state:
        return
    suggestion.reason, suggestion.decided_by, suggestion.decided_at = reason, by, at
    suggestion.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    suggestion.log(state, by=by)
    for listen in heard:
        listen(suggestion, by)
