from datetime import datetime, timedelta

from django.utils import timezone

from chamber.links.models import Link, _nonce


def make(
    purpose: str,
    *,
    subject: str = "",
    person: str = "",
    language: str = "en",
    days: float = 60,
    at: datetime | None = None,
) -> Link:
    """A new link that stands for ``days``."""
    return Link.objects.create(
        purpose=purpose,
        subject=subject,
        person=person,
        language=language,
        expires_at=(at or timezone.now()) + timedelta(days=days),
    )


def revoke(link: Link, *, at: datetime | None = None) -> None:
    """End a link; cookies that were given for it end with it."""
    link.revoked_at, link.nonce = at or timezone.now(), _nonce()
    link.save(update_fields=["revoked_at", "nonce"])
