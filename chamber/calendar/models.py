"""What a calendar out there knows of us: an identity that stays and a number that rises."""

import uuid

from django.db import models


def new_uid():
    """Stable and unguessable; the part after @ is a name, not a host (RFC 7986 5.3)."""
    return f"{uuid.uuid4()}@chamber-portal"


class CalendarEntry(models.Model):
    """The sent state of one event. The row that is the event holds the foreign key to it."""

    uid = models.CharField(max_length=100, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)  # of what was last published
    cancelled = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.uid
