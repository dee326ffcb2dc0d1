"""What the portal writes to people about their own account.

Two kinds: letters with one action to take, and notices that something was changed. The keys are
the last words of allauth's template names; the other letters are ours.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chamber.accounts.models import User
from chamber.links import tokens
from chamber.links.models import Link
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Letter:
    """``text`` may name values of the context; without a link the action leads to ``page``."""

    subject: Promise
    text: Promise
    action: Promise
    page: str = ""


_CONFIRM = Letter(
    _("Confirm your mail address"),
    _(
        "Somebody, probably you, wants to use this mail address in the portal. Press the button to "
        "confirm that it is yours. If it was not you, ignore this mail."
    ),
    _("Confirm this address"),
)

LETTERS = {
    "email_confirmation": _CONFIRM,
    "email_confirmation_signup": _CONFIRM,
    "account_already_exists": Letter(
        _("You already have an account"),
        _(
            "Somebody, probably you, tried to open an account with this mail address. You have one "
            "already. If you forgot the password, choose a new one."
        ),
        _("Choose a new password"),
        "account_reset_password",
    ),
    "unknown_account": Letter(
        _("There is no account with this mail address"),
        _(
            "Somebody, probably you, asked for a new password. No account belongs to this mail "
            "address: you may have used another one, or you can open an account."
        ),
        _("Open an account"),
        "account_signup",
    ),
    "password_reset_key": Letter(
        _("Choose a new password"),
        _(
            "Somebody, probably you, asked for a new password. Press the button to choose it. "
            "If it was not you, ignore this mail: nothing changes."
        ),
        _("Choose a new password"),
    ),
    "invitation": Letter(
        _("Your account in the portal of the chamber"),
        _(
            "%(by)s opened an account for you. Choose a password to begin; the link works for "
            "%(days)s days."
        ),
        _("Choose a password"),
    ),
}

NOTICES = {
    "email_changed": _("Your mail address was changed from %(from_email)s to %(to_email)s."),
    "email_confirm": _("Your mail address was confirmed."),
    "email_deleted": _("The mail address %(deleted_email)s was removed from your account."),
    "password_changed": _("Your password was changed."),
    "password_reset": _("Your password was replaced with a new one."),
    "password_set": _("A password was set for your account."),
    "totp_activated": _("An authenticator app was added to your account."),
    "totp_deactivated": _("The authenticator app was removed from your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was removed from your account."),
    "recovery_codes_generated": _("New recovery codes were made; the old ones no longer work."),
    "second_factor_reset": _(
        "Your second factor was removed by an administrator and you were signed out everywhere."
    ),
}


def send(
    kind: str, *, to: str, user: User | None = None, link: Link | None = None, **context: Any
) -> OutgoingMail:
    """Queue the letter or notice ``kind``; security mail has no time to be undone.

    People without an account are written to in the language of the page they are at.
    """
    language = user.language if user else translation.get_language()
    with translation.override(language):
        if kind in LETTERS:
            template, context = "letter", _letter(LETTERS[kind], link, context)
        else:
            template, context = "notice", _notice(NOTICES[kind], context)
    return outbox.queue(
        f"accounts/mail/{template}",
        to=to,
        name=user.name if user else "",
        user=user,
        language=language,
        context=context,
        undo=0,
    )


def _letter(letter: Letter, link: Link | None, context: dict[str, Any]) -> dict[str, Any]:
    address = tokens.placeholder(link) if link else settings.PORTAL_URL + reverse(letter.page)
    return {
        "subject": letter.subject,
        "words": letter.text % context,
        "action": letter.action,
        "action_url": address,
    }


def _notice(sentence: "StrPromise", context: dict[str, Any]) -> dict[str, Any]:
    words = sentence % context
    return {"subject": words.rstrip("."), "words": words, **context}
