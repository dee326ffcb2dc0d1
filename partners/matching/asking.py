"""Asking for matching in the background, in the transaction that changed something."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chamber.jobs import hints
from chamber.jobs import queue as jobs
from chamber.jobs.models import Job

if TYPE_CHECKING:
    from chamber.accounts.models import User
    from partners.models import MatchProfile

ONE, ALL = "partners.match", "partners.match_all"


def refresh_soon(profile: "MatchProfile", *, by: "User | None" = None) -> Job:
    """One job that waits is enough, however often the profile changes until its turn."""
    args = {"profile": profile.pk}
    waiting = Job.objects.filter(kind=ONE, args=args, state=Job.State.QUEUED)
    # Held until we commit, so that no worker takes it up before our change can be seen; one that a
    # worker or another change holds right now is not waited for.
    found = waiting.select_for_update(no_key=True, skip_locked=True).first()
    if found is None:
        title = _("Find what fits: %(title)s") % {"title": profile}
        return jobs.start(ONE, by=by, title=title[:200], args=args)
    hints.after_commit("chamber.jobs.run", found.queue)
    return found


def refresh_all_soon(*, by: "User | None" = None) -> Job:
    return jobs.start(ALL, by=by, title=_("Find what fits every open need"))
