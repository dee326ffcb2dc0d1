from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """queued -> in flight -> sent | retry | failed | cancelled; three crashes -> quarantined."""

    QUEUED = "queued", _("queued")
    IN_FLIGHT = "in flight", _("being sent")
    SENT = "sent", _("sent")
    RETRY = "retry", _("will be tried again")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
    QUARANTINED = "quarantined", _("set aside after crashes")


DUE = (State.QUEUED, State.RETRY)
FINAL = (State.SENT, State.FAILED, State.CANCELLED, State.QUARANTINED)
