"""What people agreed to, and the copies of their data they asked for."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chamber.privacy import purposes

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

EXPORT_KEPT = timedelta(days=7)


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """A person sees what they agreed to under any mail address they have confirmed."""
        if not user.is_authenticated:
            return self.none()
        confirmed = user.emailaddress_set.filter(verified=True).values(lower=Lower("email"))
        return self.filter(models.Q(user=user) | models.Q(address__in=confirmed))

    def said_by(self, address: str, *, purpose: str) -> Self:
        return self.filter(address=address.lower(), purpose=purpose)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One yes to one purpose; a withdrawal closes it, a new yes is a new row.

    Somebody who says no without ever having said yes leaves a row without ``given_at``.
    """

    address = models.EmailField(_("mail address"))  # lower case
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    purpose = models.CharField(_("purpose"), max_length=60)
    text_version = models.PositiveSmallIntegerField(_("version of the text"))
    given_at = models.DateTimeField(_("given"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=60, blank=True)  # by which page, or on paper
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_how = models.CharField(_("withdrawn how"), max_length=60, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=False) | models.Q(withdrawn_at__isnull=False),
                name="consent_says_something",
            ),
            models.UniqueConstraint(
                fields=["address", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="consent_address_lower"
            ),
        ]

    def __str__(self):
        return f"{self.address}: {self.purpose}"

    @property
    def title(self):
        known = purposes.find(self.purpose)
        return known.title if known else self.purpose


def export_name(export=None, filename=""):
    return f"privacy/exports/{uuid.uuid4()}.json"


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Nobody but the person it is about, the chamber's people included."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def ready(self, *, at: datetime) -> Self:
        return self.filter(made_at__gt=at - EXPORT_KEPT)

    def expired(self, *, at: datetime) -> Self:
        return self.filter(created_at__lte=at - EXPORT_KEPT)


class Export(models.Model):
    """A copy of somebody's data; the row is there before the file, so that no file is forgotten."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    job = models.OneToOneField("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.FileField(upload_to=export_name, default=export_name)
    made_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.file.name

    def forget(self) -> None:
        default_storage.delete(str(self.file))
        self.delete()

    @property
    def kept_until(self):
        return self.created_at + EXPORT_KEPT
