"""Sending what is due: claim, commit, send, commit the result. One connection, one mail at a time.

At any moment at most one mail of a worker stands between the server's acceptance and our commit, so a
crash costs at most one extra copy, with the same Message-ID, and that mail is flagged.
"""

import logging
import smtplib
import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from chamber.links import tokens
from chamber.mail import claims, gate, message

logger = logging.getLogger(__name__)
BATCH = 50


def drain(*, only=None, seconds=240):
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

    def __init__(self):
        self.server = get_connection(timeout=settings.MAIL_CUT)
        self.builder = ThreadPoolExecutor(1, thread_name_prefix="mail-builder")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.builder.shutdown(cancel_futures=True)
        self._hang_up()

    def carry(self, mails):
        """Send claimed mails in turn; gives the rest back when time or the server runs out."""
        # A mail is begun only while its lease outlasts the longest a silent server can take.
        last_start = time.monotonic() + settings.MAIL_LEASE - settings.MAIL_CUT
        links = tokens.links_in(
            *[text for mail in mails for text in (mail.text, mail.html)],
            ids=[str(mail.unsubscribe_id) for mail in mails if mail.unsubscribe_id],
        )
        attachments = claims.attachments_of(mails)
        ready = self._build(mails[0], links, attachments)
        for index, mail in enumerate(mails):
            if not self._reach() or time.monotonic() > last_start:
                claims.release(mails[index:])
                return index
            following = mails[index + 1] if index + 1 < len(mails) else None
            built, ready = ready, following and self._build(following, links, attachments)
            if not self._send(mail, built, following):
                claims.release(mails[index + 1 :])
                return index + 1
        return len(mails)

    def _build(self, mail, links, attachments):
        """Build the next message while the server still works at this one."""
        return self.builder.submit(
            message.build, mail, links=links, attachments=attachments[mail.pk]
        )

    def _reach(self):
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

    def _send(self, mail, built, following):
        """One mail, one result. False when the mails after it must not be sent by us."""
        try:
            self.server.send_messages([built.result()])
        except message.Unsendable as reason:
            return claims.failed(mail, str(reason), next_mail=following)
        except smtplib.SMTPRecipientsRefused as refused:
            return self._refused(mail, following, *_code_of(refused))
        except smtplib.SMTPResponseException as refused:
            return self._refused(mail, following, refused.smtp_code, _words(refused))
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return claims.retry(mail, _words(error), next_mail=following, unsure=True)
        except Exception as error:
            logger.exception("Mail %s cannot be sent", mail.pk)
            return claims.failed(mail, f"{type(error).__name__}: {error}", next_mail=following)
        return claims.sent(mail, next_mail=following)

    def _refused(self, mail, following, code, words):
        if code == 421 or code == 530:  # closing its door, or wanting credentials: start over
            self._hang_up()
        if code == 530:
            gate.shut(words, at=timezone.now(), needs_person=True)
        if code // 100 == 5 and code != 530:
            return claims.failed(mail, words, next_mail=following)
        return claims.retry(mail, words, next_mail=following)

    def _hang_up(self):
        """Close without hearing the server out; it may be the reason why we leave."""
        connection = getattr(self.server, "connection", None)
        if connection is not None:
            connection.close()
            self.server.connection = None


def _code_of(refused):
    code, words = next(iter(refused.recipients.values()))
    return code, f"{code} {_text(words)}"


def _words(error):
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, TimeoutError):
        return f"The mail server did not answer within {settings.MAIL_CUT:.0f} s."
    return f"{type(error).__name__}: {error}"


def _text(said):
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
