from celery import shared_task
from django.utils import timezone

from chamber.jobs import queue


@shared_task(name="chamber.jobs.run")
def run(name):
    queue.run_all(name)


@shared_task(name="chamber.jobs.sweep")
def sweep():
    queue.sweep(at=timezone.now())
