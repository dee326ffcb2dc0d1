"""Making, using and ending keys of programs."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chamber.api.models import Key

if TYPE_CHECKING:
    from chamber.accounts.models import User

LASTS = timedelta(days=365)
SHOWN = 8  # letters by which its owner knows it again


def make(user: "User", *, name: str, at: datetime) -> tuple[Key, str]:
    """The row of a new key, and the key itself, which nobody can read again."""
    secret = f"cp_{secrets.token_urlsafe(32)}"
    key = Key.objects.create(
        user=user,
        name=name,
        begins=secret[:SHOWN],
        digest=_digest(secret),
        expires_at=at + LASTS,
    )
    key.log("created", by=user)
    return key, secret


def holder(secret: str, *, at: datetime) -> "User | None":
    """Whose key this is, while it stands and its owner may sign in."""
    keys = Key.objects.standing(at=at).select_related("user")
    key = keys.filter(digest=_digest(secret), user__is_active=True).first()
    return key.user if key else None


def revoke(key: Key, *, at: datetime, by: "User") -> None:
    """End it at once; a second time changes nothing."""
    if Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at):
        key.log("revoked", by=by)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
