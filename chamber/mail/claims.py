"""Who holds which mail: claims under a lease, and results committed before the next mail starts."""

import random
import uuid
from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from chamber.jobs import alerts
from chamber.mail.models import Attachment, OutgoingMail
from chamber.mail.states import State

MAX_TRIES = 10
MAX_CRASHES = 3

_RESULT = """
WITH result AS (
    UPDATE mail_outgoingmail
    SET state = %(state)s, error = %(error)s, attempts = attempts + %(tried)s,
        maybe_twice = maybe_twice OR %(unsure)s, sent_at = %(sent_at)s,
        not_before = COALESCE(%(not_before)s, not_before),
        started_at = NULL, lease = NULL, lease_until = NULL
    WHERE id = %(id)s AND lease = %(lease)s
    RETURNING id
), next AS (
    UPDATE mail_outgoingmail SET started_at = %(now)s
    WHERE id = %(next)s AND lease = %(lease)s
)
SELECT count(*) FROM result
"""


@transaction.atomic
def claim(limit, *, only=None, at):
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


def attachments_of(mails):
    """Attachment rows by mail id, in one query."""
    found = defaultdict(list)
    for attachment in Attachment.objects.filter(mail__in=[mail.pk for mail in mails]):
        found[attachment.mail_id].append(attachment)
    return found


def sent(mail, *, next_mail):
    return _record(mail, next_mail, State.SENT, sent_at=timezone.now())


def failed(mail, reason, *, next_mail):
    return _record(mail, next_mail, State.FAILED, error=reason)


def retry(mail, reason, *, next_mail, unsure=False):
    """Try again later, after 10 s to 30 min with jitter; the tenth try was the last."""
    if mail.attempts + 1 >= MAX_TRIES:
        return _record(mail, next_mail, State.FAILED, error=reason, unsure=unsure)
    wait = min(10 * 2**mail.attempts, 1800) * random.uniform(0.5, 1)  # noqa: S311
    not_before = timezone.now() + timedelta(seconds=max(wait, 10))
    return _record(
        mail, next_mail, State.RETRY, error=reason, not_before=not_before, unsure=unsure
    )


def release(mails):
    """Give claimed mails back that nobody started."""
    if mails:
        held = OutgoingMail.objects.filter(pk__in=[m.pk for m in mails], lease=mails[0].lease)
        held.update(state=State.QUEUED, lease=None, lease_until=None, started_at=None)


@transaction.atomic
def sweep(*, at):
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
            alerts.raise_once("mail:quarantine", f"Mail {mail.pk} stopped its worker three times.")


def _record(mail, next_mail, state, *, error="", sent_at=None, not_before=None, unsure=False):
    """Commit one result, and with it that the next mail is started. False: the lease was lost."""
    values = {
        "id": mail.pk,
        "lease": mail.lease,
        "next": next_mail and next_mail.pk,
        "state": state,
        "error": error,
        "tried": 1,
        "unsure": unsure,
        "sent_at": sent_at,
        "not_before": not_before,
        "now": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_RESULT, values)
        return cursor.fetchone()[0] == 1
