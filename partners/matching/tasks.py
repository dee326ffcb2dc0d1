"""Matching in the background."""

from django.utils import timezone
from django.utils.translation import ngettext

from chamber.jobs import queue as jobs
from partners.matching import asking, suggest
from partners.models import MatchProfile


@jobs.kind(asking.ONE)
def match(job, progress, *, profile):
    """A need finds who fits; anything else is looked at by the needs that it may concern."""
    row = MatchProfile.objects.filter(pk=profile).first()
    if row is None:
        return {}
    if row.kind != MatchProfile.Kind.NEED:
        return _told(suggest.refresh_concerned(row, at=timezone.now(), progress=progress))
    count = len(suggest.refresh(row, at=timezone.now()))
    words = ngettext("%(count)d suggestion", "%(count)d suggestions", count) % {"count": count}
    return {"url": row.get_absolute_url(), "words": words}


@jobs.kind(asking.ALL)
def match_all(job, progress):
    return _told(suggest.refresh_all(timezone.now(), progress))


def _told(count):
    words = ngettext("%(count)d need looked at", "%(count)d needs looked at", count)
    return {"words": words % {"count": count}}
