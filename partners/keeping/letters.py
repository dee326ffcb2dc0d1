"""What the portal writes to members about their organisation, its offers and its people."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from chamber.accounts.models import User
from chamber.links import making, tokens
from chamber.links.models import Link
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from partners import addressing
from partners.models import Draft, Membership, Person

TEMPLATE = "partners/mail/keeping"
LINK_DAYS = 180
SEE, RIGHT = _("See it in the portal"), _("Everything is still right")


@dataclass(frozen=True)
class Letter:
    """``subject`` and ``text`` may name values of the letter; ``quote`` stands before the text of
    somebody else that follows."""

    subject: Any
    text: Any
    action: Any
    quote: Any = ""


LETTERS = {
    "published": Letter(
        _("Published: %(what)s"),
        _("The chamber has read what you sent and published it."),
        SEE,
    ),
    "returned": Letter(
        _("Please look at it again: %(what)s"),
        _("The chamber has read what you sent and could not publish it yet."),
        _("Open the draft"),
        _("The reason:"),
    ),
    "renewal": Letter(
        _("Is everything still right? %(what)s"),
        _(
            "Once a year we ask whether what stands in the portal about your organisation is still"
            " right. Please say so by %(date)s; one click is enough and you need no account. If"
            " nobody answers within %(days)d days after that, the page is no longer public."
        ),
        RIGHT,
    ),
    "expired": Letter(
        _("No longer public: %(what)s"),
        _(
            "Nobody has said since %(date)s that everything about your organisation is still right,"
            " so its page is no longer public. Nothing is lost: when you confirm it, it is public"
            " again at once."
        ),
        RIGHT,
    ),
    "offer": Letter(
        _("Does it still stand? %(what)s"),
        _(
            "This offer or request of %(organisation)s stands until %(date)s and is not shown after"
            " that. One click keeps it for another year; you need no account."
        ),
        _("It still stands"),
    ),
    "asked": Letter(
        _("%(who)s says: I work at %(what)s"),
        _("Nobody is let in without your yes. Please say yes or no; the person gets a mail."),
        _("Answer the request"),
        _("%(who)s wrote:"),
    ),
    "accepted": Letter(
        _("You now belong to %(what)s"),
        _("Your request was accepted. Your role there is: %(role)s."),
        SEE,
    ),
    "declined": Letter(
        _("Your request to join %(what)s"),
        _(
            "Your request was not accepted. If you think this is a mistake, speak with your"
            " colleagues or write to the chamber."
        ),
        SEE,
    ),
    "colleague": Letter(
        _("%(who)s invites you to %(what)s"),
        _(
            "%(who)s invites you to look after the page of this organisation in the portal of the"
            " chamber. Your role would be: %(role)s. The link works for %(days)d days."
        ),
        _("See the invitation"),
    ),
}


def tell_sender(kind: str, draft: Draft, *, quote: str = "") -> OutgoingMail | None:
    """About a draft, to who sent it."""
    user = draft.sent_by
    if user is None:
        return None
    page = draft.subject if kind == "published" else draft
    dedupe = f"draft:{draft.pk}:{draft.version}:{kind}"
    return to_user(kind, user, what=draft.subject, page=page, quote=quote, dedupe=dedupe)


def to_user(kind: str, user: User, **said: Any) -> OutgoingMail:
    """To somebody with an account, in the language they read the portal in."""
    person = Person.objects.filter(user=user).first()
    return _queue(kind, to=user.email, language=user.language, user=user, person=person, **said)


def to_person(kind: str, person: Person, **said: Any) -> OutgoingMail:
    """To a member, who may have no account."""
    email, language = reached_at(person)
    return _queue(kind, to=email, language=language, user=person.user, person=person, **said)


def to_member(
    kind: str, membership: Membership, *, purpose: str, subject: str, at: datetime, **said: Any
) -> OutgoingMail:
    """To a member, with a link that does one thing in their name; no account is needed."""
    email, language = reached_at(membership.person)
    link = making.make(
        purpose, subject=subject, person=email, language=language, days=LINK_DAYS, at=at
    )
    return to_person(kind, membership.person, link=link, **said)


def reached_at(person: Person) -> tuple[str, str]:
    """Address and language: those of the account where there is one."""
    if person.user:
        return person.user.email, person.user.language
    return person.email, person.language


def to_address(kind: str, address: str, *, language: str, **said: Any) -> OutgoingMail:
    """To somebody the portal knows no name of."""
    return _queue(kind, to=address, language=language, **said)


def _queue(
    kind: str,
    *,
    to: str,
    language: str,
    what: Any,
    dedupe: str,
    person: Person | None = None,
    user: User | None = None,
    page: Any = None,
    link: Link | None = None,
    quote: str = "",
    **said: Any,
) -> OutgoingMail:
    letter = LETTERS[kind]
    with translation.override(language):
        said = {name: _worded(value) for name, value in {"what": what, **said}.items()}
        address = settings.PORTAL_URL + page.get_absolute_url() if page else ""
        context = {
            "greeting": addressing.greeting(person, language) if person else "",
            "subject": letter.subject % said,
            "what": said["what"],
            "words": letter.text % said,
            "quote_title": letter.quote % said if quote else "",
            "quote": quote,
            "action": str(letter.action),
            "action_url": tokens.placeholder(link) if link else address,
        }
    name = str(person or user or "")
    return outbox.queue(
        TEMPLATE,
        to=to,
        name=name,
        user=user,
        language=language,
        context=context,
        dedupe=dedupe,
        undo=0,
    )


def _worded(value: Any) -> Any:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return value if isinstance(value, int) else str(value)
