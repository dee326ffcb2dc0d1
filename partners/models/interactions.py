"""Meetings, calls, mails and visits as the chamber writes them down, and how often it wants any."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class InteractionQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """For the chamber's people only."""
        return self if user.is_authenticated and user.is_chamber else self.none()

    def to_do(self) -> Self:
        """Those whose next step is open."""
        return self.filter(task__isnull=False, task__done_at=None)

    def late(self, *, at: datetime) -> Self:
        return self.to_do().filter(task__due__lt=at)


class Interaction(Logged, Versioned):
    """``task`` is the next step: what, who and by when stand there and nowhere else."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        CALL = "call", _("call")
        MAIL = "mail", _("mail")
        VISIT = "visit", _("visit")
        EVENT = "event", _("event")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.MEETING)
    subject = models.CharField(_("subject"), max_length=200)
    at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    organisations = models.ManyToManyField(
        "partners.Organisation", verbose_name=_("organisations"), related_name="interactions"
    )
    people = models.ManyToManyField(
        "partners.Person", verbose_name=_("people"), blank=True, related_name="interactions"
    )
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("of the chamber"), blank=True, related_name="+"
    )
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    source = models.CharField(_("belongs to"), max_length=200, blank=True)
    task = models.OneToOneField(
        "jobs.Task",
        verbose_name=_("next step"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="interaction",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("interaction")
        verbose_name_plural = _("interactions")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="interaction_newest")]

    def __str__(self):
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("partners:interaction", args=[self.pk])


class ContactRhythm(models.Model):
    """Every so many days somebody of the chamber is to be in touch; ``task`` is the last time that
    the portal asked for it."""

    organisation = models.OneToOneField(
        "partners.Organisation", on_delete=models.CASCADE, related_name="rhythm"
    )
    every_days = models.PositiveSmallIntegerField(
        _("contact at least every (days)"),
        default=180,
        validators=[MinValueValidator(7), MaxValueValidator(1500)],
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who looks after it"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    task = models.OneToOneField(
        "jobs.Task", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rhythm of contact")
        verbose_name_plural = _("rhythms of contact")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.organisation_id}: {self.every_days}"
