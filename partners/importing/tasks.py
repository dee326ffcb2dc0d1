"""Imports in the background. What outlasts its time hands over to a job of its own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chamber.jobs import queue as jobs
from partners.duplicates import tasks as duplicates
from partners.importing import applying, checking, profiling, runs
from partners.models import ImportRun

VERBS = {
    "imported": gettext_lazy("imported"),
    "row_corrected": gettext_lazy("corrected a row"),
    "row_left_out": gettext_lazy("left a row out"),
    "row_taken_up": gettext_lazy("took a row in again"),
}


@jobs.kind(runs.CHECK)
def check_import(job, progress, *, run):
    run = _taken_up(job, run, ImportRun.State.CHECKING)
    if not checking.check(run, progress):
        return _handed_over(job, run)
    words = ngettext("%(n)s row checked", "%(n)s rows checked", run.counts["rows"])
    return {"url": run.get_absolute_url(), "words": words % {"n": run.counts["rows"]}}


@jobs.kind(runs.APPLY)
def apply_import(job, progress, *, run):
    run = _taken_up(job, run, ImportRun.State.APPLYING)
    try:
        done = applying.apply(run, progress)
    except applying.Overtaken as reason:
        raise jobs.Cancelled from reason
    if not done:
        return _handed_over(job, run)
    applied = run.applied
    if applied:
        duplicates.start(by=job.owner)
    words = ngettext("%(n)s row applied", "%(n)s rows applied", applied) % {"n": applied}
    return {"url": run.get_absolute_url(), "words": words}


@jobs.kind(profiling.PROFILE)
def profile_new(job, progress):
    count = profiling.profile_new(progress, by=job.owner)
    words = ngettext("%(n)s partner made ready", "%(n)s partners made ready", count)
    return {"words": words % {"n": count}}


def rows_in_words(data):
    """What the history says of an import, or of one row of it."""
    if "row" in data:
        return _("row %(n)s") % {"n": data["row"]}
    return ngettext("%(n)s row", "%(n)s rows", data["rows"]) % {"n": data["rows"]}


def _taken_up(job, pk, state):
    """The import, if ``job`` is still what it waits for."""
    run = ImportRun.objects.filter(pk=pk, job=job, state=state).select_related("by").first()
    if run is None:
        raise jobs.Failed(_("This import has gone on in another way meanwhile."))
    return run


def _handed_over(job, run):
    runs.go_on(run, job.kind, by=job.owner, language=job.language)
    return {"url": run.get_absolute_url(), "words": _("The rest is done by the next job.")}
