"""Links that stand in mails: one person, one purpose, one object, and no sign-in."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models


def _nonce() -> str:
    return secrets.token_hex(16)


class Link(models.Model):
    """What a token is computed from. The token itself is stored nowhere, so a leaked table opens
    nothing, and a reminder can repeat the same link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=100, blank=True)  # "invitation:12"
    person = models.CharField(max_length=254, blank=True)  # a mail address
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    nonce = models.CharField(max_length=32, default=_nonce, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.purpose} {self.id}"

    def stands(self, *, at: datetime) -> bool:
        """False once it is revoked or past its date."""
        return self.revoked_at is None and at < self.expires_at
