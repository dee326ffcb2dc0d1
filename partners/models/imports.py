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


def private_workbook(run, filename):
    return f"imports/{secrets.token_urlsafe(18)}.xlsx"


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if user.is_authenticated and user.is_chamber else self.none()

    def old(self, *, at: datetime) -> Self:
        """Those whose files nobody needs any more."""
        return self.filter(created_at__lt=at - KEPT).exclude(file="")


class ImportRun(Logged):
    """``mapping`` is {column of the file: field or ""}; ``counts`` what the last look found.

    Of a workbook, ``file`` holds the ``sheet`` as lines; ``workbook`` is kept while there are other
    ``sheets`` to choose from.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("to be mapped")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("ready to apply")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        REFUSED = "refused", _("refused")

    file = models.FileField(upload_to=private_name, max_length=200)
    name = models.CharField(_("file"), max_length=200)
    workbook = models.FileField(upload_to=private_workbook, max_length=200, blank=True)
    sheet = models.CharField(_("sheet"), max_length=200, blank=True, default="")
    sheets = models.JSONField(default=list, blank=True)
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    sample = models.JSONField(default=dict)  # the first new and changed rows, to look at
    verdicts = models.TextField(blank=True, default="", editable=False)  # a letter for each row
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
    def may_be_corrected(self):
        """Rows that were not taken can be, before the rest is applied and after it."""
        return self.state in (self.State.CHECKED, self.State.APPLIED) and not self.is_at_work

    @property
    def may_be_applied(self):
        """Once it is checked and would change something; and again where that was stopped, or
        when rows have been corrected since."""
        if self.is_at_work:
            return False
        checked = self.state in (self.State.CHECKED, self.State.APPLIED)
        return self.state == self.State.APPLYING or (checked and self.to_apply > 0)

    @property
    def applied(self):
        """Rows that have been applied, corrected ones among them."""
        return self.counts.get("applied", 0) + self.counts.get("corrected", 0)

    @property
    def to_apply(self):
        """Rows that change something and are not applied yet."""
        counts = self.counts
        rest = counts.get("new", 0) + counts.get("changed", 0) - counts.get("applied", 0)
        return rest + self.rows.waiting().count()


class ImportRowQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if user.is_authenticated and user.is_chamber else self.none()

    def refused(self) -> Self:
        """Those that somebody has to look at."""
        return self.filter(state=ImportRow.State.WRONG)

    def touched(self) -> Self:
        return self.exclude(changed_at=None)

    def waiting(self) -> Self:
        """Corrected rows that would change the directory."""
        return self.filter(state=ImportRow.State.RIGHT, changes=True)


class ImportRow(models.Model):
    """A row that was not taken as it stood in the file; ``cells`` are those of now.

    ``found`` is what the last look at it said, ``fault`` why the file has no such row. What nobody
    changed (``changed_at``) is forgotten by the next check.
    """

    class State(models.TextChoices):
        WRONG = "wrong", _("wrong")
        RIGHT = "right", _("corrected")
        ASIDE = "aside", _("left out")
        APPLIED = "applied", _("applied")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    fault = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WRONG)
    is_duplicate = models.BooleanField(default=False)
    changes = models.BooleanField(default=False)
    found = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_row_once"),
        ]
        indexes = [models.Index(fields=["run", "state", "number"], name="import_row_state")]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("partners:import_row", args=[self.run_id, self.number])
