"""What the chamber wants to reach: one target a year for each of the six objectives."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.history.models import Logged
from chamber.slots import objectives


class TargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The chamber's people plan with targets; nobody else sees them."""
        return self if user.is_authenticated and user.is_chamber else self.none()

    def during(self, first: date, last: date) -> Self:
        return self.filter(counts_from__lte=last, counts_until__gte=first)

    def standing(self, *, at: datetime) -> Self:
        today = timezone.localdate(at)
        return self.filter(counts_from__lte=today, counts_until__gte=today)


class Target(Logged, Versioned):
    objective = models.PositiveSmallIntegerField(
        _("objective"), choices=[(number, str(number)) for number in range(1, 7)]
    )
    value = models.PositiveIntegerField(_("target"))
    counts_from = models.DateField(_("counts from"))
    counts_until = models.DateField(_("counts until"))

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["objective", "-counts_from"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counts_until__gt=models.F("counts_from")),
                name="target_ends_after_it_begins",
                violation_error_message=_("A target ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["objective", "counts_from"],
                name="one_target_an_objective_and_start",
                violation_error_message=_("This objective has a target from that day already."),
            ),
        ]

    @property
    def title(self):
        """The objective in words, told by the app that owns it."""
        return next((one.title for one in objectives if one.number == self.objective), "")

    def __str__(self):
        return str(_("Objective %(number)s")) % {"number": self.objective}
