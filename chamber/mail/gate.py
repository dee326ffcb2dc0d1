"""The gate of the queue: shut while the mail server does not let us in, so that no mail uses up its
tries on a fault that is not its own."""

import random
from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from chamber.jobs import alerts
from chamber.mail.models import Gate

ALERT_AFTER = 5  # attempts to reach the server before a person is told


def is_open(*, at: datetime) -> bool:
    gate = Gate.objects.filter(pk=1).first()
    return gate is None or not (
        gate.needs_person or (gate.closed_until is not None and gate.closed_until > at)
    )


def shut(reason: str, *, at: datetime, needs_person: bool = False) -> None:
    """Wait 5 s to 5 min, longer each time; refused credentials wait for a person instead."""
    gate, _created = Gate.objects.get_or_create(pk=1)
    wait = min(5 * 2**gate.failures, 300) * random.uniform(0.5, 1)
    gate.closed_until = at + timedelta(seconds=wait)
    gate.failures = min(gate.failures + 1, 100)
    gate.needs_person, gate.reason = needs_person, reason
    gate.save()
    if needs_person or gate.failures >= ALERT_AFTER:
        title = gettext_noop("The mail server does not let us in.")
        alerts.raise_once("mail:server", title, words=reason)


def open_again() -> None:
    """The server let us in, or a person says that it will."""
    if (
        Gate.objects.filter(pk=1)
        .exclude(failures=0, needs_person=False)
        .update(closed_until=None, failures=0, needs_person=False, reason="")
    ):
        alerts.clear("mail:server")
