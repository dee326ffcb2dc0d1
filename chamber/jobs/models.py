"""Work people wait for (Job), things people have to do (Task), and what went wrong (Alert)."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber's people see every job, others their own."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_chamber else self.filter(owner=user)

    def unfinished(self) -> Self:
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def lost_lease(self, *, at: datetime) -> Self:
        return self.filter(state=Job.State.RUNNING, lease_until__lt=at)


class Job(models.Model):
    """Background work with its progress; the row is the truth, the broker a messenger."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting for its turn")
        RUNNING = "running", _("at work")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=60)
    queue = models.CharField(max_length=20, default="default")
    title = models.CharField(_("what"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    args = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True, null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    cancel_asked = models.BooleanField(default=False)
    crashes = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["queue", "id"], name="job_due", condition=models.Q(state="queued")
            ),
            models.Index(
                fields=["lease_until"], name="job_leased", condition=models.Q(state="running")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:detail", args=[self.pk])

    @property
    def is_unfinished(self):
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def elapsed(self):
        """Time at work so far, or in all; None while it waits for its turn."""
        if self.started_at is None:
            return None
        return (self.finished_at or timezone.now()) - self.started_at

    @property
    def remaining(self):
        """What is left at the speed so far; None while that says nothing."""
        if self.state != self.State.RUNNING or not self.done or not self.total:
            return None
        return self.elapsed / self.done * max(self.total - self.done, 0)


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber's people see every task, others their own."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_chamber else self.filter(owner=user)

    def open(self) -> Self:
        return self.filter(done_at=None)

    def late(self, *, at: datetime) -> Self:
        return self.open().filter(due__lt=at)


class Task(Logged, Versioned):
    """Something one person has to do by a date; the app that needs it holds the foreign key."""

    what = models.CharField(_("what"), max_length=200)
    context = models.CharField(_("belongs to"), max_length=200, blank=True)
    url = models.CharField(_("page"), max_length=300, blank=True)
    objective = models.PositiveSmallIntegerField(
        _("objective"), null=True, blank=True, choices=[(n, str(n)) for n in range(1, 7)]
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateTimeField(_("due"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            models.Index(
                fields=["owner", "due"], name="task_open", condition=models.Q(done_at=None)
            )
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("jobs:task", args=[self.pk])

    def finish(self, *, by: "User", at: datetime) -> bool:
        """Done by ``by``; a second time changes nothing and says so."""
        first = bool(Task.objects.open().filter(pk=self.pk).update(done_at=at, done_by=by))
        if first:
            self.log("done", by=by)
        return first


class Alert(models.Model):
    """A fault that needs a person; one of a kind is open at a time."""

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(cleared_at=None), name="one_open_alert_a_kind"
            )
        ]

    def __str__(self):
        return gettext(self.title)
