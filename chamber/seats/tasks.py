from celery import shared_task
from django.utils import timezone

from chamber.seats import taking


@shared_task(name="chamber.seats.sweep")
def sweep():
    taking.expire_offers(at=timezone.now())
