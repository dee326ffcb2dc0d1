from typing import TYPE_CHECKING, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from missions.models.missions import Delegation, Mission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class ProgrammeItemQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber plans; others read the programme where it is put before them."""
        return self if user.is_authenticated and user.is_chamber else self.none()


class ProgrammeItem(Logged, Versioned):
    """One thing on the programme. ``bookings`` are what it occupies: the delegations that take
    part, the hosts, rooms, vehicles and interpreters; the database refuses one twice at once."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("plenary session")
        VISIT = "visit", _("site visit")
        MEETING = "meeting", _("meeting")
        TRANSFER = "transfer", _("transfer")
        MEAL = "meal", _("meal")
        CEREMONY = "ceremony", _("ceremony")
        FREE = "free", _("free time")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONFIRMED = "confirmed", _("confirmed")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.VISIT)
    title = models.CharField(_("what"), max_length=160)
    subtitle = models.CharField(_("what about"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    place = models.ForeignKey(
        "partners.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    venue = models.CharField(_("street address"), max_length=200, blank=True)
    hosts = models.ManyToManyField(
        "partners.Organisation", verbose_name=_("hosts"), blank=True, related_name="+"
    )
    delegations = models.ManyToManyField(
        Delegation, verbose_name=_("who takes part"), blank=True, related_name="items"
    )
    resources = models.ManyToManyField(
        "bookings.Resource",
        verbose_name=_("rooms, vehicles and interpreters"),
        blank=True,
        related_name="+",
    )
    needs = models.ManyToManyField(
        "citizens.Need", verbose_name=_("needs it answers"), blank=True, related_name="+"
    )
    bookings = models.ManyToManyField("bookings.Booking", editable=False, related_name="items")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the programme")
        verbose_name_plural = _("programme")
        ordering = ["starts_at", "ends_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="item_ends_after_it_starts",
                violation_error_message=_("It ends after it starts."),
            )
        ]

    def __str__(self):
        return read(self, "title").words

    def get_absolute_url(self):
        """Its place on the page of its day."""
        day = timezone.localdate(self.starts_at)
        return f"{reverse('missions:programme', args=[self.mission_id])}?day={day}#item-{self.pk}"
