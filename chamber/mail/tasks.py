from celery import shared_task
from django.conf import settings
from django.utils import timezone

from chamber.mail import claims, delivery

# The last batch is begun so early that its lease ends within the time of the task.
SECONDS = settings.CELERY_TASK_SOFT_TIME_LIMIT - settings.MAIL_LEASE


@shared_task(name="chamber.mail.drain")
def drain(only=None):
    delivery.drain(only=only, seconds=SECONDS)


@shared_task(name="chamber.mail.sweep")
def sweep():
    claims.sweep(at=timezone.now())
    delivery.drain(seconds=SECONDS)
