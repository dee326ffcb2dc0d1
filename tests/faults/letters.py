"""Mails for fault tests."""

from django.db import close_old_connections

from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State
from tests.faults.house import eventually


def write(number, *, to="p{}@example.org"):
    return [
        outbox.enqueue(
            to=to.format(n), subject=f"Mail {n}", text="Hello", kind="test", language="en"
        )
        for n in range(number)
    ]


def state_of(mail):
    close_old_connections()
    return OutgoingMail.objects.get(pk=mail.pk)


def all_sent(number, *, seconds=60):
    """Wait until ``number`` mails are sent, or fail saying how many are."""
    eventually(
        lambda: OutgoingMail.objects.filter(state=State.SENT).count() == number,
        seconds=seconds,
        words=f"not all of {number} mails were sent in {seconds} s",
    )
