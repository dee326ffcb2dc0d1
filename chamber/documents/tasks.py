from django.utils import timezone
from django.utils.translation import gettext as _

from chamber.documents import press
from chamber.documents.models import Document
from chamber.documents.printer import PrintFailed
from chamber.jobs import queue as jobs


@jobs.kind("documents.render", queue="render")
def render(job, progress, *, document):
    """Print one document; a second run after a crash finds it printed and does nothing."""
    document = Document.objects.get(pk=document)
    progress(0, 1)
    if not document.printed_at:
        try:
            press.produce(document, at=timezone.now(), alive=lambda: progress(0, 1))
        except PrintFailed as failure:
            raise jobs.Failed(str(failure)) from failure
    progress(1, 1)
    words = _("%(title)s, version %(version)s")
    return {
        "url": document.get_absolute_url(),
        "words": words % {"title": document.title, "version": document.version},
    }
