from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.history.models import Logged
from missions.models.missions import Mission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class BriefQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if user.is_authenticated and user.is_chamber else self.none()


class Brief(Logged, Versioned):
    """What people write into the brief of a mission; the rest comes from the mission itself."""

    mission = models.OneToOneField(Mission, on_delete=models.CASCADE, related_name="brief")
    purpose = models.TextField(_("why we travel"), max_length=1000, blank=True)
    brought_home = models.TextField(_("what we bring home"), max_length=600, blank=True)
    practical = models.TextField(_("practical notes"), max_length=3000, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")

    def __str__(self):
        return str(self.mission)
