from celery import shared_task
from django.utils import timezone

from chamber.forms.models import Submission


@shared_task(name="chamber.forms.forget")
def forget():
    """Delete the keys of forms sent more than a day ago; return how many."""
    return Submission.objects.forgotten(at=timezone.now()).delete()[0]
