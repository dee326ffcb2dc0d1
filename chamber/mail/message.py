"""From a row to the message that goes out."""

from collections.abc import Iterable, Mapping
from email.headerregistry import Address
from email.utils import formatdate, parseaddr
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.utils.functional import cached_property

from chamber.links import tokens
from chamber.links.models import Link
from chamber.mail.models import Attachment, OutgoingMail

MAX_ATTACHMENTS = 15 * 2**20  # bytes; mail servers commonly refuse 25 MB after encoding


class Ready(EmailMultiAlternatives):
    """A message to one person, put together ahead of its turn to be sent."""

    @property
    def recipient(self) -> str:
        """The bare address, as the envelope wants it."""
        address = parseaddr(self.to[0])[1]
        return address if address.isascii() else str(sanitize_address(address, "utf-8"))

    @cached_property
    def wire(self) -> bytes:
        """What goes over the line."""
        whole: Any = self.message()  # Django's own, which knows of line ends
        return bytes(whole.as_bytes(linesep="\r\n"))


class Unsendable(Exception):
    """This one mail cannot be built; the words say why."""


def build(
    mail: OutgoingMail, *, links: Mapping[str, Link], attachments: Iterable[Attachment] = ()
) -> Ready:
    """The finished message of one row, its links filled in.

    Raises ``Unsendable`` with readable words, never anything else for what stands in the row.
    """
    try:
        return _put_together(mail, links, attachments)
    except Unsendable:
        raise
    except Exception as error:
        raise Unsendable(f"{type(error).__name__}: {error}") from error


def _put_together(
    mail: OutgoingMail, links: Mapping[str, Link], attachments: Iterable[Attachment]
) -> Ready:
    message = Ready(
        subject=mail.subject,
        body=_filled(mail.text, links),
        from_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[
            1
        ],  # the envelope; the header has the name
        to=[_address(mail)],
        headers=_headers(mail, links),
    )
    if mail.html:
        message.attach_alternative(_filled(mail.html, links), "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={_method(mail.calendar)}")
    _attach(message, attachments)
    message.wire  # noqa: B018  # whatever cannot be written down is found out here
    return message


def _address(mail: OutgoingMail) -> str:
    if not mail.name:
        return mail.to
    local, _, domain = mail.to.rpartition("@")
    return str(Address(" ".join(mail.name.split()), local, domain))


def _headers(mail: OutgoingMail, links: Mapping[str, Link]) -> dict[str, str]:
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": mail.message_id,
        "Date": formatdate(mail.created_at.timestamp(), localtime=False),
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    if mail.unsubscribe_id:
        url = tokens.one_click_url(links[str(mail.unsubscribe_id)])
        headers["List-Unsubscribe"] = f"<{url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _method(calendar: str) -> str:
    lines = calendar.splitlines()
    return next((line[7:] for line in lines if line.startswith("METHOD:")), "PUBLISH")


def _filled(text: str, links: Mapping[str, Link]) -> str:
    try:
        return tokens.fill(text, links)
    except KeyError as missing:
        raise Unsendable(f"A link of this mail no longer exists: {missing}") from missing


def _attach(message: EmailMultiAlternatives, attachments: Iterable[Attachment]) -> None:
    size = 0
    for attachment in attachments:
        if not default_storage.exists(attachment.file):
            raise Unsendable(f"The attachment “{attachment.name}” is no longer there.")
        size += default_storage.size(attachment.file)
        if size > MAX_ATTACHMENTS:
            words = "The attachments have {:.0f} MB; at most {:.0f} MB can be sent."
            raise Unsendable(words.format(size / 2**20, MAX_ATTACHMENTS / 2**20))
        with default_storage.open(attachment.file) as file:
            message.attach(attachment.name, file.read(), attachment.content_type)
