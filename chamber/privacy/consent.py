"""Saying yes to a purpose, taking it back, and asking whether it stands."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chamber.privacy import purposes
from chamber.privacy.models import Consent

if TYPE_CHECKING:
    from chamber.accounts.models import User


@transaction.atomic
def give(
    address: str, *, purpose: str, how: str, at: datetime, user: "User | None" = None
) -> Consent:
    """Write down a yes to the text of today; saying it again changes nothing.

    Raises KeyError for a purpose that nobody registered.
    """
    version = purposes.get(purpose).version
    said = Consent.objects.said_by(address, purpose=purpose)
    older = said.standing().exclude(text_version=version)
    older.update(withdrawn_at=at, withdrawn_how="new text")
    yes = Consent(
        address=address.lower(),
        purpose=purpose,
        text_version=version,
        given_at=at,
        how=how,
        user=user,
    )
    # It may stand already, or two pages say yes at once: the first one counts.
    Consent.objects.bulk_create([yes], ignore_conflicts=True)
    return said.standing().get()


@transaction.atomic
def withdraw(
    address: str, *, purpose: str, how: str, at: datetime, user: "User | None" = None
) -> None:
    """Take a yes back, whatever text it was said to; a no without a yes is written down too."""
    said = Consent.objects.said_by(address, purpose=purpose)
    changed = said.standing().update(withdrawn_at=at, withdrawn_how=how)
    if not changed and not said.exists():
        known = purposes.find(purpose)
        Consent.objects.create(
            address=address.lower(),
            purpose=purpose,
            text_version=known.version if known else 0,
            withdrawn_at=at,
            withdrawn_how=how,
            user=user,
        )


def stands(address: str, *, purpose: str) -> bool:
    """Whether this address agreed to the purpose as its text is today."""
    version = purposes.get(purpose).version
    said = Consent.objects.said_by(address, purpose=purpose)
    return said.standing().filter(text_version=version).exists()


def refused(address: str, *, purpose: str) -> bool:
    """Whether this address said no; for mail that may go without a yes, but never against a no."""
    said = Consent.objects.said_by(address, purpose=purpose)
    return said.exists() and not said.standing().exists()
