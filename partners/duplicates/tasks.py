"""Looking for duplicates in the background."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from partners.duplicates import looking
from partners.models import DuplicatePair

if TYPE_CHECKING:
    from chamber.accounts.models import User

LOOK = "partners.look_for_duplicates"


def start(*, by: "User | None") -> Job:
    """One that waits or runs is enough."""
    at_work = Job.objects.filter(kind=LOOK, state__in=[Job.State.QUEUED, Job.State.RUNNING])
    return at_work.order_by("pk").first() or _go_on(timezone.now(), (0, 0), by=by)


@jobs.kind(LOOK)
def look_for_duplicates(job, progress, *, at, after):
    began = datetime.fromisoformat(at)
    stopped = looking.look(at=began, progress=progress, after=tuple(after))
    url = reverse("partners:duplicates")
    if stopped:
        _go_on(began, stopped, by=job.owner, language=job.language)
        return {"url": url, "words": _("The rest is done by the next job.")}
    count = DuplicatePair.objects.waiting().count()
    words = ngettext("%(n)s pair looks like one", "%(n)s pairs look like one", count)
    return {"url": url, "words": words % {"n": count}}


def _go_on(at: datetime, after, *, by, language: str | None = None) -> Job:
    args = {"at": at.isoformat(), "after": list(after)}
    title = _("Look for duplicates among the partners")
    return jobs.start(LOOK, by=by, title=title, args=args, language=language)
