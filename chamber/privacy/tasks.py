from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chamber.jobs import queue as jobs
from chamber.privacy import export, retention


@jobs.kind(export.KIND)
def run_export(job, progress):
    made = export.make(job, progress)
    return {
        "url": reverse("privacy:download", args=[made.pk]),
        "words": _("Your data is ready. We keep the file for seven days."),
    }


@shared_task(name="chamber.privacy.retention")
def sweep():
    retention.sweep(at=timezone.now())
