"""Saying of a possible match what it is. Nothing follows from a match by itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Check, SanctionsHit

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = SanctionsHit.State
VERBS = {
    "found_same": _("found it is the same"),
    "found_different": _("found it is somebody else"),
    "found_unclear": _("left it unclear"),
}


@transaction.atomic
def decide(hit: SanctionsHit, *, state: str, reason: str, by: "User", at: datetime) -> None:
    """``by`` says that both are the same, different, or that it is unclear. The same blocks: it is
    written down as a check by them, once."""
    hit = SanctionsHit.objects.select_for_update(no_key=True, of=["self"]).get(pk=hit.pk)
    was, hit.state = hit.state, State(state)
    hit.reason, hit.by, hit.at, hit.content = reason, by, at, hit.entry.content
    hit.save(update_fields=["state", "reason", "by", "at", "content"])
    hit.log(f"found_{state}", by=by)
    if state == State.SAME and was != State.SAME:
        _block(hit, reason=reason, by=by, at=at)


def _block(hit: SanctionsHit, *, reason: str, by: "User", at: datetime) -> None:
    kept = hit.entry.of
    Check.objects.create(
        organisation=hit.organisation,
        person=hit.person,
        kind=Check.Kind.SANCTIONS,
        result=Check.Result.BLOCKED,
        source=f"{kept.name}, {hit.entry.entry}"[:300],
        url=kept.source_url,
        checked_on=timezone.localdate(at),
        checked_by=by,
        note=reason,
    )
