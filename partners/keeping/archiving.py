"""What the chamber takes out of the directory, and brings back."""

from typing import TYPE_CHECKING

from django.db import transaction

from partners.matching import sources
from partners.models import Organisation
from partners.models.organisations import Status

if TYPE_CHECKING:
    from chamber.accounts.models import User


@transaction.atomic
def archive(organisation: Organisation, *, reason: str, by: "User") -> None:
    """Nobody but the chamber and its members finds it any more; twice is harmless."""
    row = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if row.status != Status.ARCHIVED:
        row.log("put away", by=by, before=row.status, reason=reason)
        _turn(row, Status.ARCHIVED, by=by)


@transaction.atomic
def bring_back(organisation: Organisation, *, by: "User") -> None:
    """It is again what it was before."""
    row = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if row.status == Status.ARCHIVED and row.merged_into_id is None:
        last = row.log_entries().filter(verb="put away").first()
        row.log("brought back", by=by)
        _turn(row, Status(last.data["before"]) if last else Status.DRAFT, by=by)


def why(organisation: Organisation) -> str:
    """The reason that was given; empty when none is known."""
    last = organisation.log_entries().filter(verb="put away").first()
    return str(last.data.get("reason", "")) if last else ""


def _turn(row: Organisation, status: Status, *, by: "User") -> None:
    row.status = status
    row.save(update_fields=["status"])
    sources.profile_organisation(row, by=by)
