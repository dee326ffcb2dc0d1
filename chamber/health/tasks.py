from celery import shared_task
from django.utils import timezone

from chamber.health.models import beat


@shared_task(name="chamber.health.canary")
def canary():
    """The worker lives as long as this keeps writing its time."""
    beat("canary", at=timezone.now())
