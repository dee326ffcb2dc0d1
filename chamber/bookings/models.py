"""Who and what cannot be in two places at once, and when each is spoken for."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.bookings.querysets import BookingQuerySet, ResourceQuerySet
from chamber.forms.models import Versioned
from chamber.history.models import Logged


class Kind(models.TextChoices):
    PERSON = "person", _("person")
    DELEGATION = "delegation", _("delegation")
    HOST = "host", _("host")
    INTERPRETER = "interpreter", _("interpreter")
    VEHICLE = "vehicle", _("vehicle")
    ROOM = "room", _("room")


class Resource(Logged, Versioned):
    """A person, host, interpreter, vehicle or room; the upper app's own row points here."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    label = models.CharField(_("name of the resource"), max_length=200)
    active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["label", "pk"]
        indexes = [models.Index(fields=["label", "id"], name="resource_by_label")]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("bookings:detail", args=[self.pk])


class Booking(Versioned):
    """``resource`` is spoken for from the lower end of ``during`` until just before the upper."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="bookings")
    during = DateTimeRangeField(_("when"))
    what = models.CharField(_("what for"), max_length=200)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["during", "pk"]
        constraints = [
            ExclusionConstraint(
                name="booking_no_double",
                expressions=[
                    ("resource", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                # An empty or endless range would slip past the exclusion or block for ever; with
                # other ends than [) two bookings that follow each other would clash.
                condition=Q(
                    during__isempty=False,
                    during__lower_inf=False,
                    during__upper_inf=False,
                    during__lower_inc=True,
                    during__upper_inc=False,
                ),
                name="booking_has_both_ends",
            ),
        ]

    def __str__(self):
        return f"{self.resource}: {self.what}"
