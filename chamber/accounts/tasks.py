from celery import shared_task
from django.core.management import call_command


@shared_task(name="chamber.accounts.clear_sessions")
def clear_sessions():
    """Forget the sessions that ended by themselves."""
    call_command("clearsessions")
