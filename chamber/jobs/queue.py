"""Starting background work, and doing it under a lease.

``start`` writes a row; a hint wakes the worker, the sweep finds what no hint announced. A worker
claims one row at a time and renews its lease with every step of progress, so that work whose worker
died is taken up again, and set aside after three crashes.
"""

import logging
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chamber.jobs import alerts, hints
from chamber.jobs.models import Job

if TYPE_CHECKING:
    from chamber.accounts.models import User

logger = logging.getLogger(__name__)
MAX_CRASHES = 3
PROGRESS_EVERY = 0.2  # seconds between two stored steps
Work = Callable[..., dict[str, Any] | None]
_kinds: dict[str, tuple[Work, str]] = {}


class Failed(Exception):
    """The work cannot be done; the words are for the person who asked for it."""


class Cancelled(Exception):
    """Somebody took the job back while it ran."""


def kind(name: str, *, queue: str = "default") -> Callable[[Work], Work]:
    """Register ``run(job, progress, **args) -> dict`` as the work of jobs of this kind."""

    def register(run: Work) -> Work:
        _kinds[name] = (run, queue)
        return run

    return register


def start(
    name: str,
    *,
    by: "User | None",
    title: str,
    args: dict[str, Any] | None = None,
    language: str | None = None,
    dedupe: str | None = None,
) -> Job:
    """Write a job of kind ``name``; a second start with the same ``dedupe`` key is the first."""
    _run, queue = _kinds[name]
    fields = {
        "kind": name,
        "queue": queue,
        "title": title,
        "owner": by,
        "args": args or {},
        "language": language or getattr(by, "language", None) or translation.get_language() or "en",
    }
    if dedupe is None:
        job = Job.objects.create(**fields)
    else:
        job, _created = Job.objects.get_or_create(dedupe_key=dedupe, defaults=fields)
    hints.after_commit("chamber.jobs.run", queue)
    return job


def cancel(job: Job) -> None:
    """Take a job back: at once while it waits, at its next step while it runs."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not waiting.update(state=Job.State.CANCELLED, finished_at=timezone.now()):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True)


def again(job: Job) -> None:
    """Run a failed or cancelled job once more, from its beginning."""
    ended = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    ended.update(
        state=Job.State.QUEUED,
        done=0,
        error="",
        crashes=0,
        cancel_asked=False,
        started_at=None,
        finished_at=None,
    )
    hints.after_commit("chamber.jobs.run", job.queue)


def run_all(queue: str, *, seconds: float = 30) -> int:
    """Do what waits in ``queue`` and return how many it was.

    None is begun after ``seconds``, so that each has nearly the whole time of a task for itself;
    the rest is left to the next task.
    """
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        job = _claim(queue)
        if job is None:
            return count
        _do(job)
        count += 1
    hints.after_commit("chamber.jobs.run", queue)
    return count


def sweep(*, at: datetime) -> None:
    """Give back jobs whose worker died, or set them aside; wake the workers for what waits."""
    for job in Job.objects.lost_lease(at=at):
        spent = job.crashes + 1 >= MAX_CRASHES
        changes: dict[str, Any] = {"crashes": job.crashes + 1, "lease": None, "lease_until": None}
        if spent:
            with translation.override(job.language):
                changes["error"] = _("The worker stopped three times at this job. It is set aside.")
            changes |= {"state": Job.State.FAILED, "finished_at": at}
            title = gettext_noop("Background work stopped its worker three times.")
            alerts.raise_once(f"job:{job.kind}", title, words=f"{job.title} ({job.pk})")
        else:
            changes["state"] = Job.State.QUEUED
        Job.objects.lost_lease(at=at).filter(pk=job.pk, lease=job.lease).update(**changes)
    for queue in (
        Job.objects.filter(state=Job.State.QUEUED).values_list("queue", flat=True).distinct()
    ):
        hints.after_commit("chamber.jobs.run", queue)


@transaction.atomic
def _claim(queue: str) -> Job | None:
    due = Job.objects.filter(state=Job.State.QUEUED, queue=queue).order_by("pk")
    job = due.select_for_update(skip_locked=True).first()
    if job is None:
        return None
    job.state, job.lease, job.started_at = Job.State.RUNNING, uuid.uuid4(), timezone.now()
    job.lease_until = job.started_at + timedelta(seconds=settings.JOB_LEASE)
    job.save(update_fields=["state", "lease", "lease_until", "started_at"])
    return job


def _do(job: Job) -> None:
    """Run one claimed job and write down how it ended."""
    run, _queue = _kinds[job.kind]
    with translation.override(job.language):
        try:
            result = run(job, _Progress(job), **job.args)
            _finish(job, state=Job.State.DONE, result=result or {})
            alerts.clear(f"job:{job.kind}")
        except Cancelled:
            _finish(job, state=Job.State.CANCELLED)
        except Failed as reason:
            _finish(job, state=Job.State.FAILED, error=str(reason))
        except SoftTimeLimitExceeded:
            words = _("This took longer than %(minutes)d minutes and was stopped.")
            minutes = settings.CELERY_TASK_SOFT_TIME_LIMIT // 60
            _finish(job, state=Job.State.FAILED, error=words % {"minutes": minutes})
        except Exception:
            logger.exception("Job %s (%s) failed", job.pk, job.kind)
            words = _("Something went wrong that we did not foresee. Number %(number)s.")
            _finish(job, state=Job.State.FAILED, error=words % {"number": job.pk})


def _finish(job: Job, **changes: Any) -> None:
    held = Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING)
    held.update(finished_at=timezone.now(), lease=None, lease_until=None, **changes)


class _Progress:
    """Called by the work at each step: stores it, renews the lease, notices a cancellation."""

    def __init__(self, job: Job) -> None:
        self.job, self.last = job, 0.0

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Raises Cancelled when a person took the job back or another worker holds it now."""
        now = time.monotonic()
        if done < total and now - self.last < PROGRESS_EVERY:
            return
        self.last = now
        held = Job.objects.filter(pk=self.job.pk, lease=self.job.lease, cancel_asked=False)
        lease_until = timezone.now() + timedelta(seconds=settings.JOB_LEASE)
        if not held.update(done=done, total=total, words=words[:200], lease_until=lease_until):
            raise Cancelled
