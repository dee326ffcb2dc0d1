"""A file of partners on its way into the directory."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

KEPT = timedelta(days=90)


def private_name(run, filename):
    return f"imports/{secrets.token_urlsafe(18)}.csv"


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if user.is_authenticated and user.is_chamber else self.none()

    def old(self, *, at: datetime) -> Self:
        """Those whose files nobody needs any more."""
        return self.filter(created_at__lt=at - KEPT).exclude(file="")


class ImportRun(Logged):
    """``mapping`` is {column of the file: field or ""}; ``counts`` what the last look found."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("to be mapped")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("ready to apply")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        REFUSED = "refused", _("refused")

    file = models.FileField(upload_to=private_name, max_length=200)
    name = models.CharField(_("file"), max_length=200)
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    sample = models.JSONField(default=dict)  # the first new, changed and wrong rows, to look at
    verdicts = models.TextField(blank=True, default="", editable=False)  # a letter for each row
    wrong = models.FileField(upload_to=private_name, max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:import", args=[self.pk])

    @property
    def is_at_work(self):
        return bool(self.job and self.job.is_unfinished)

    @property
    def is_stopped(self):
        """Work on it has begun, has not ended, and nobody does it."""
        return self.state in (self.State.CHECKING, self.State.APPLYING) and not self.is_at_work

    @property
    def may_be_checked(self):
        """Until it is being applied, as often as one likes."""
        applied = self.state in (self.State.APPLYING, self.State.APPLIED)
        return not applied and not self.is_at_work

    @property
    def may_be_applied(self):
        """Once it is checked and would change something; and again where that was stopped."""
        checked = self.state == self.State.CHECKED and self.to_apply
        return (checked or self.state == self.State.APPLYING) and not self.is_at_work

    @property
    def to_apply(self):
        """Rows that change something and are not applied yet."""
        counts = self.counts
        return counts.get("new", 0) + counts.get("changed", 0) - counts.get("applied", 0)
