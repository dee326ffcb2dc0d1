"""What the portal writes to people about their own account.

Two kinds: letters with one action to take, and notices that something was changed. The keys are
the last words of allauth's template names; the other letters are ours.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import translate_url
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chamber.mail import outbox


@dataclass(frozen=True)
class Letter:
    """``text`` may name values of the context; ``link`` is the key of the action's address."""

    subject: Promise
    text: Promise
    action: Promise | str = ""
    link: str = ""


_CONFIRM = Letter(
    _("Confirm your mail address"),
    _(
        "Somebody, probably you, wants to use this mail address in the portal. Press the button to "
        "confirm that it is yours. If it was not you, ignore this mail."
    ),
    _("Confirm this address"),
    "activate_url",
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
        "password_reset_url",
    ),
    "unknown_account": Letter(
        _("There is no account with this mail address"),
        _(
            "Somebody, probably you, asked for a new password. No account belongs to this mail "
            "address: you may have used another one, or you can open an account."
        ),
        _("Open an account"),
        "signup_url",
    ),
    "password_reset_key": Letter(
        _("Choose a new password"),
        _(
            "Somebody, probably you, asked for a new password. Press the button to choose it. If it "
            "was not you, ignore this mail: nothing changes."
        ),
        _("Choose a new password"),
        "password_reset_url",
    ),
    "invitation": Letter(
        _("Your account in the portal of the chamber"),
        _(
            "%(by)s opened an account for you. Choose a password to begin; the link works for "
            "%(days)s days."
        ),
        _("Choose a password"),
        "password_reset_url",
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


def send(kind, *, to, user=None, language="", **context):
    """Queue the letter or notice ``kind``; security mail has no time to be undone.

    ``language`` is for people without an account; others read their own.
    """
    language = user.language if user else language or translation.get_language()
    letter = LETTERS.get(kind)
    with translation.override(language):
        words = (letter.text if letter else NOTICES[kind]) % context
    if letter:
        address = _address(context[letter.link], language=language)
        context = {"subject": letter.subject, "action": letter.action, "action_url": address}
    else:
        context = {"subject": words.rstrip("."), **context}
    return outbox.queue(
        "accounts/mail/letter" if letter else "accounts/mail/notice",
        to=to,
        name=user.name if user else "",
        user=user,
        language=language,
        context=context | {"words": words},
        undo=0,
    )


def _address(url, *, language):
    """The page on this portal's own name, whatever the request called it, in the reader's words."""
    return settings.PORTAL_URL + translate_url(urlsplit(url).path, language)
