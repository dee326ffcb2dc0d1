from celery import shared_task
from django.utils import timezone

from chamber.mail import claims, delivery


@shared_task(name="chamber.mail.drain")
def drain(only=None):
    delivery.drain(only=only)


@shared_task(name="chamber.mail.sweep")
def sweep():
    claims.sweep(at=timezone.now())
    delivery.drain()
