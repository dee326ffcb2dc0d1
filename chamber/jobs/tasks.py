from celery import shared_task
from django.utils import timezone

from chamber.jobs import queue, rounds


@shared_task(name="chamber.jobs.run")
def run(name):
    queue.run_all(name)


@shared_task(name="chamber.jobs.sweep")
def sweep():
    queue.sweep(at=timezone.now())


@shared_task(name="chamber.jobs.rounds")
def go_round():
    rounds.go_round(at=timezone.now())
