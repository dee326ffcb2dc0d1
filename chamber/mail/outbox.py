"""Writing mail: a row in the transaction of the business, nothing else.

``queue`` renders a template in the reader's language; ``enqueue`` takes finished texts. Neither
talks to the broker or a mail server: after the commit a hint wakes the worker, and where the hint
is lost the sweep finds the row.
"""

import uuid
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from chamber.jobs import alerts, hints
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State


def queue(
    template: str,
    *,
    to: str,
    name: str = "",
    language: str,
    context: dict[str, Any],
    dedupe: str = "",
    **fields: Any,
) -> OutgoingMail:
    """Render ``<template>-subject.txt``, ``-text.txt`` and ``-html.html`` and write the row."""
    return enqueue(
        to=to,
        name=name,
        language=language,
        kind=template,
        dedupe=dedupe,
        **write(template, name=name, language=language, context=context),
        **fields,
    )


def write(
    template: str, *, name: str = "", language: str, context: dict[str, Any]
) -> dict[str, Any]:
    """``subject``, ``text`` and ``html`` of a mail that is only looked at."""
    with translation.override(language):
        context = context | {"language": language, "portal_url": settings.PORTAL_URL, "name": name}
        subject = " ".join(render_to_string(f"{template}-subject.txt", context).split())
        text = render_to_string(f"{template}-text.txt", context).strip() + "\n"
        html = render_to_string(f"{template}-html.html", context | {"subject": subject})
    return {"subject": subject, "text": text, "html": html}


def enqueue(
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    language: str,
    dedupe: str = "",
    undo: float | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> OutgoingMail:
    """Write one mail; a second one with the same ``dedupe`` key is the first one.

    ``undo``: seconds in which it can be taken back, by default ``settings.MAIL_UNDO``.
    """
    undo = settings.MAIL_UNDO if undo is None else undo
    not_before = (at or timezone.now()) + timedelta(seconds=undo)
    mail, _created = OutgoingMail.objects.get_or_create(
        dedupe_key=dedupe or f"{kind}:{uuid.uuid4()}",
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:300],
            "text": text,
            "kind": kind,
            "language": language,
            "not_before": not_before,
            "message_id": make_msgid(domain=urlsplit(settings.PORTAL_URL).hostname),
            **fields,
        },
    )
    hints.after_commit("chamber.mail.drain")
    return mail


def cancel(mail: OutgoingMail) -> bool:
    """Take a mail back while nobody is sending it. Says whether that came in time."""
    waiting = OutgoingMail.objects.filter(
        pk=mail.pk, state__in=[State.QUEUED, State.RETRY, State.QUARANTINED]
    )
    changed = waiting.update(state=State.CANCELLED)
    _seen_to()
    return bool(changed)


def send_again(mail: OutgoingMail, *, to: str = "", at: datetime | None = None) -> bool:
    """Queue a failed or cancelled mail once more, to a corrected address if one is given."""
    changed = OutgoingMail.objects.filter(
        pk=mail.pk, state__in=[State.FAILED, State.QUARANTINED, State.CANCELLED]
    ).update(
        state=State.QUEUED,
        to=to or mail.to,
        attempts=0,
        crashes=0,
        error="",
        not_before=at or timezone.now(),
    )
    _seen_to()
    hints.after_commit("chamber.mail.drain")
    return bool(changed)


def _seen_to() -> None:
    """The alert about mails set aside ends with the last of them."""
    if not OutgoingMail.objects.filter(state=State.QUARANTINED).exists():
        alerts.clear("mail:quarantine")
