"""Invitations that went out although somebody was not checked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.models.missions import Mission
from missions.models.participants import Invitation
from partners.models.checks import ForTheChamber


class SentUnchecked(models.Model):
    """Why ``invitations`` were sent all the same; ``missing`` is what was not there: model, key,
    kind of check and its state then."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="sent_unchecked")
    invitations = models.ManyToManyField(Invitation, related_name="sent_unchecked")
    reason = models.CharField(_("reason"), max_length=500)
    missing = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    objects = ForTheChamber.as_manager()

    class Meta:
        verbose_name = _("reason to invite unchecked")
        verbose_name_plural = _("reasons to invite unchecked")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.mission_id}: {self.at:%Y-%m-%d}"
