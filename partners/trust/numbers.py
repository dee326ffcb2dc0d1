"""Numbers compared with their register. The newest comparison says whether one is verified."""

from typing import TYPE_CHECKING

from django.db import transaction

from partners.models import Identifier, IdentifierCheck

if TYPE_CHECKING:
    from chamber.accounts.models import User


@transaction.atomic
def record(check: IdentifierCheck, *, by: "User") -> None:
    """Save ``check``; its number follows the newest one."""
    rows = Identifier.objects.select_for_update(no_key=True)
    number = rows.get(pk=check.identifier_id)
    check.checked_by = by
    check.save()
    newest = IdentifierCheck.objects.filter(identifier=number).latest("checked_on", "pk")
    number.verified = newest.result == IdentifierCheck.Result.MATCHES
    number.source = newest.source
    number.save(update_fields=["verified", "source"])
