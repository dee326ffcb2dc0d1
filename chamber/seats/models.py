"""Limited places: a pool counts them, a seat is one party's claim on some of them.

The upper app keeps the foreign key to its seat and decides what a holder is: ``person:17``,
``registration:4``. The verbs are in ``taking``.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chamber.seats.querysets import PoolQuerySet, SeatQuerySet
from chamber.seats.states import State


def offer_hours():
    return settings.SEAT_OFFER_HOURS


class Pool(models.Model):
    """``capacity`` places; its row is the lock under which they are counted."""

    label = models.CharField(_("label"), max_length=200)
    capacity = models.PositiveIntegerField(_("places"))
    offer_hours = models.PositiveIntegerField(_("an offer stands for (hours)"), default=offer_hours)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PoolQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.label

    @property
    def held(self):
        """Places that are taken or on offer."""
        return self.seats.holding().places()

    @property
    def free(self):
        """Below zero when the capacity was cut after the places were given."""
        return self.capacity - self.held

    @property
    def line(self):
        """Those who wait and could ever fit, in their order."""
        return self.seats.waiting().filter(places__lte=self.capacity)


class Seat(models.Model):
    """A party of ``places`` people: the holder and those who accompany the holder."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="seats")
    holder = models.CharField(max_length=100)
    places = models.PositiveIntegerField(_("places"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State)
    waiting_since = models.DateTimeField(_("waiting since"), null=True)
    offered_until = models.DateTimeField(_("offered until"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "holder"], name="seat_one_per_holder"),
            models.CheckConstraint(condition=Q(places__gt=0), name="seat_has_places"),
            models.CheckConstraint(
                condition=Q(state=State.OFFERED) ^ Q(offered_until__isnull=True),
                name="seat_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(waiting_since__isnull=False),
                name="seat_waits_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=["pool", "waiting_since", "id"],
                name="seat_line",
                condition=Q(state=State.WAITING),
            ),
            models.Index(
                fields=["offered_until"], name="seat_offers", condition=Q(state=State.OFFERED)
            ),
        ]

    def __str__(self):
        return f"{self.holder}: {self.get_state_display()}"
