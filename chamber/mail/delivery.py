"""Sending what is due: claim, commit, send, commit the result. One connection, one mail at a time.

At any moment at most one mail of a worker stands between the server's acceptance and our commit,
so a crash costs at most one extra copy, with the same Message-ID, and that mail is flagged.
"""

import logging
import math
import smtplib
import time
from typing import Any, Self

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from chamber.links import tokens
from chamber.mail import claims, gate, message, results
from chamber.mail.models import OutgoingMail
from chamber.mail.results import Outcome, Results

logger = logging.getLogger(__name__)
BATCH = 100


def drain(*, only: int | None = None, seconds: float = math.inf) -> int:
    """Send what is due until nothing is left, the time is up or the server shuts us out.

    Returns the number of mails that got a result.
    """
    end, count = time.monotonic() + seconds, 0
    with _Courier() as courier:
        while time.monotonic() < end and gate.is_open(at=timezone.now()):
            mails = claims.claim(BATCH, only=only, at=timezone.now())
            if not mails:
                break
            count += courier.carry(mails)
    return count


class _Courier:
    """One connection to the mail server, opened for the first mail and kept for the next."""

    def __init__(self) -> None:
        self.server: Any = get_connection(timeout=settings.MAIL_CUT)
        self.results: Results | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.results:
            self.results.close()
        self._hang_up()

    def carry(self, mails: list[OutgoingMail]) -> int:
        """Send claimed mails in turn; gives the rest back when time or the server runs out."""
        # A mail is begun only while its lease outlasts the longest a silent server can take.
        last_start = time.monotonic() + settings.MAIL_LEASE - settings.MAIL_CUT
        self.results = self.results or Results()
        batch = _Batch(mails)
        built = batch.build(mails[0])
        for index, mail in enumerate(mails):
            if not self._reach() or time.monotonic() > last_start:
                claims.release(mails[index:])
                return index
            following = mails[index + 1] if index + 1 < len(mails) else None
            self.results.begin(mail, self._send(mail, built), following=following)
            if following:
                built = batch.build(following)  # while PostgreSQL commits
            if not self.results.finish():
                claims.release(mails[index + 1 :])
                return index + 1
        return len(mails)

    def _reach(self) -> bool:
        """Be connected; a server that does not let us in shuts the gate for everybody."""
        if getattr(self.server, "connection", True):
            return True
        try:
            self.server.open()
        except smtplib.SMTPAuthenticationError as error:
            gate.shut(_words(error), at=timezone.now(), needs_person=True)
        except (OSError, smtplib.SMTPException) as error:
            gate.shut(_words(error), at=timezone.now())
        else:
            gate.open_again()
            return True
        return False

    def _send(self, mail: OutgoingMail, built: message.Ready | message.Unsendable) -> Outcome:
        """Give one mail to the server and say what became of it."""
        if isinstance(built, message.Unsendable):
            return results.failed(str(built))
        try:
            # Django's send_messages would parse the addresses of every mail once more.
            self.server.connection.sendmail(built.from_email, [built.recipient], built.wire)
        except smtplib.SMTPRecipientsRefused as refused:
            return self._refused(mail, *_code_of(refused))
        except smtplib.SMTPResponseException as refused:
            return self._refused(mail, refused.smtp_code, _words(refused))
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return results.retry(mail, _words(error), unsure=True)
        except SoftTimeLimitExceeded:
            raise  # our own time is up, the mail is not at fault; the sweep returns it
        except Exception as error:
            logger.exception("Mail %s cannot be sent", mail.pk)
            return results.failed(f"{type(error).__name__}: {error}")
        return results.SENT

    def _refused(self, mail: OutgoingMail, code: int, words: str) -> Outcome:
        if code in (421, 530):  # closing its door, or wanting credentials: start over
            self._hang_up()
        if code == 530:
            gate.shut(words, at=timezone.now(), needs_person=True)
        elif code // 100 == 5:
            return results.failed(words)
        return results.retry(mail, words)

    def _hang_up(self) -> None:
        """Close without hearing the server out; it may be the reason why we leave."""
        connection = getattr(self.server, "connection", None)
        if connection is not None:
            connection.close()
            self.server.connection = None


class _Batch:
    """What the messages of one claim need from the database, in two queries."""

    def __init__(self, mails: list[OutgoingMail]) -> None:
        self.links = tokens.links_in(
            *[text for mail in mails for text in (mail.text, mail.html)],
            ids=[str(mail.unsubscribe_id) for mail in mails if mail.unsubscribe_id],
        )
        self.attachments = claims.attachments_of(mails)

    def build(self, mail: OutgoingMail) -> message.Ready | message.Unsendable:
        """The message, or why there can be none."""
        try:
            return message.build(mail, links=self.links, attachments=self.attachments[mail.pk])
        except message.Unsendable as reason:
            return reason


def _code_of(refused: smtplib.SMTPRecipientsRefused) -> tuple[int, str]:
    code, words = next(iter(refused.recipients.values()))
    return code, f"{code} {_text(words)}"


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, TimeoutError):
        return f"The mail server did not answer within {settings.MAIL_CUT:.0f} s."
    return f"{type(error).__name__}: {error}"


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
