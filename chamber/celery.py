"""The Celery application: settings from Django, tasks from every app."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")

app = Celery("chamber")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_ignore_result=True,
    task_default_queue="default",
    # A round of mails or a long document keeps nobody else waiting.
    task_routes={"chamber.documents.*": {"queue": "render"}, "chamber.mail.*": {"queue": "mail"}},
    task_acks_late=False,  # the row is the truth, the sweep finds it; redelivery would only repeat
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    timezone="UTC",
)
app.autodiscover_tasks()
