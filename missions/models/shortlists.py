"""Shortlists of partners that travel with a mission."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.models.missions import Mission
from missions.models.participants import Participant

if TYPE_CHECKING:
    from chamber.accounts.models import User


class MissionShortlistQuerySet(models.QuerySet):
    def travelling_with(self, user: "User") -> Self:
        """Those of the missions that this person was asked to and has not declined."""
        State = Participant.State
        out = [State.CHOSEN, State.DECLINED]  # not asked yet, or stays at home
        travels = Participant.objects.filter(person__user=user).exclude(state__in=out)
        return self.filter(mission__in=travels.values("mission")).exclude(
            mission__state=Mission.State.CANCELLED
        )


class MissionShortlist(models.Model):
    """Those who travel read the shortlist too, as far as they may see the organisations."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="shortlists")
    shortlist = models.ForeignKey(
        "partners.Shortlist", on_delete=models.CASCADE, related_name="missions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("shared"))

    objects = MissionShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortlist of a mission")
        verbose_name_plural = _("shortlists of missions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "shortlist"], name="one_shortlist_a_mission")
        ]

    def __str__(self):
        return str(self.shortlist)
