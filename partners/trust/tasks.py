"""Lists read and names compared in the background. What outlasts its time hands over."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.jobs import queue as jobs
from partners.models import ListEdition, SanctionsHit
from partners.trust import editions, reading, screening


@jobs.kind(editions.READ)
def read_list(job, progress, *, edition):
    wanted = {"pk": edition, "job": job, "state": ListEdition.State.READING}
    found = ListEdition.objects.select_related("of", "by").filter(**wanted).first()
    if found is None:
        raise jobs.Failed(_("This import has gone on in another way meanwhile."))
    if not reading.read(found, progress):
        editions.go_on(found, by=job.owner, language=job.language)
        return {"url": found.get_absolute_url(), "words": _("The rest is done by the next job.")}
    if found.state == ListEdition.State.REFUSED:
        raise jobs.Failed(_("No name could be read. The list stays as it was."))
    count = found.counts["entries"]
    words = ngettext("%(n)s name read", "%(n)s names read", count) % {"n": count}
    return {"url": found.get_absolute_url(), "words": words}


@jobs.kind(screening.SCREEN)
def screen(job, progress, *, again=False):
    if again:
        screening.forget()
    if not screening.screen(progress):
        screening.soon(by=job.owner)
        return {"words": _("The rest is done by the next job.")}
    count = SanctionsHit.objects.to_decide().count()
    words = ngettext("%(n)s to be looked at", "%(n)s to be looked at", count) % {"n": count}
    return {"words": words}
