"""That somebody was reminded, so that no round reminds them again."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.offers import Offer
from partners.models.organisations import Organisation


class ReminderQuerySet(models.QuerySet):
    def of_the_day(self, *, until: date) -> Self:
        """Those that went out when the date had come, that long ago."""
        return self.filter(days=0, sent_on__lte=until)


class Reminder(models.Model):
    """``days`` before ``due``, the members were told; 0 on the day itself, -1 after the end."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="reminders"
    )
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField()
    days = models.SmallIntegerField()
    sent_on = models.DateField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "offer", "due", "days"],
                nulls_distinct=False,
                name="one_reminder_each",
            )
        ]

    def __str__(self):
        return f"{self.organisation_id}/{self.offer_id} {self.due} {self.days}"
