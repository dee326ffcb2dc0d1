"""Who holds which mail: claims under a lease, given back or swept up."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop

from chamber.jobs import alerts
from chamber.mail.models import Attachment, OutgoingMail
from chamber.mail.states import State

MAX_CRASHES = 3


@transaction.atomic
def claim(limit: int, *, only: int | None = None, at: datetime) -> list[OutgoingMail]:
    """Take up to ``limit`` due mails for one connection; the first counts as started."""
    due = OutgoingMail.objects.due(at=at).order_by("not_before", "pk")
    if only is not None:
        due = due.filter(pk=only)
    mails = list(due.select_for_update(skip_locked=True, no_key=True)[:limit])
    if not mails:
        return []
    lease, until = uuid.uuid4(), at + timedelta(seconds=settings.MAIL_LEASE)
    claimed = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails])
    claimed.update(state=State.IN_FLIGHT, lease=lease, lease_until=until)
    claimed.filter(pk=mails[0].pk).update(started_at=at)
    for mail in mails:
        mail.lease, mail.lease_until = lease, until
    return mails


def attachments_of(mails: Iterable[OutgoingMail]) -> defaultdict[int, list[Attachment]]:
    """Attachment rows by mail id, in one query."""
    found = defaultdict(list)
    for attachment in Attachment.objects.filter(mail__in=[mail.pk for mail in mails]):
        found[attachment.mail_id].append(attachment)
    return found


def release(mails: list[OutgoingMail]) -> None:
    """Give claimed mails back that nobody started."""
    if mails:
        held = OutgoingMail.objects.filter(pk__in=[m.pk for m in mails], lease=mails[0].lease)
        held.update(state=State.QUEUED, lease=None, lease_until=None, started_at=None)


@transaction.atomic
def sweep(*, at: datetime) -> None:
    """Return what a dead worker held.

    Only the mail it had started may have been sent: that one is flagged, its crash is counted, and
    after three it is set aside. The others just wait again.
    """
    lost = OutgoingMail.objects.lost_lease(at=at)
    free = {"lease": None, "lease_until": None, "started_at": None}
    lost.filter(started_at=None).update(state=State.QUEUED, **free)
    for mail in lost.exclude(started_at=None).select_for_update(skip_locked=True):
        spent = mail.crashes + 1 >= MAX_CRASHES
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=State.QUARANTINED if spent else State.RETRY,
            crashes=mail.crashes + 1,
            maybe_twice=True,
            **free,
        )
        if spent:
            alerts.raise_once(
                "mail:quarantine", gettext_noop("A mail stopped its worker three times.")
            )
