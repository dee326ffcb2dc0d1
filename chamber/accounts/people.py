"""Looking after people's accounts: inviting, roles, closing, and lost second factors."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chamber.accounts import letters, links, sessions
from chamber.accounts.models import Role, User
from chamber.mail.models import OutgoingMail


class Refused(Exception):
    """What was asked is not allowed; ``str()`` of it tells the person why."""


VERBS = {
    "invited": _("invited"),
    "role changed": _("changed the role"),
    "account opened": _("opened the account again"),
    "account closed": _("closed the account"),
    "signed out everywhere": _("ended all sessions"),
    "second factor reset": _("removed the second factor"),
}


def told(data: Mapping[str, Any]) -> str:
    """Why it was done, or from which role to which."""
    if "after" in data:
        return " → ".join(str(Role(data[key]).label) for key in ("before", "after"))
    return str(data.get("reason", ""))


LAST = _("This is the last administrator. Make somebody else administrator first.")
OWN = _("You cannot reset your own second factor. Ask another administrator.")


@transaction.atomic
def invite(*, email: str, name: str, role: str, language: str, by: User) -> User:
    """Open an account without a password and mail the link to choose one.

    The address counts as confirmed: nobody gets in but through the link that is sent to it.
    """
    person = User.objects.create_user(email, name=name, role=role, language=language)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    person.log("invited", by=by, role=role)
    send_invitation(person, by=by)
    return person


def send_invitation(person: User, *, by: User) -> OutgoingMail:
    """Mail a link to choose a password; it expires and works once."""
    return letters.send(
        "invitation",
        to=person.email,
        user=person,
        link=links.to_choose_password(person),
        by=by,
        days=links.PASSWORD_DAYS,
    )


@transaction.atomic
def change_access(person: User, *, role: str, is_active: bool, by: User) -> None:
    """Give ``person`` a role and open or close the account. Raises ``Refused``."""
    administrators = list(User.objects.administrators().order_by("pk").select_for_update())
    person = User.objects.select_for_update().get(pk=person.pk)
    stays = is_active and role == Role.ADMINISTRATOR
    if administrators == [person] and not stays:  # counted under the lock
        raise Refused(LAST)
    if role != person.role:
        person.log("role changed", by=by, before=person.role, after=role)
    if is_active != person.is_active:
        person.log("account opened" if is_active else "account closed", by=by)
    person.role, person.is_active = role, is_active
    person.save(update_fields=["role", "is_active"])
    if not is_active:
        sessions.end_all(person)


@transaction.atomic
def end_sessions(person: User, *, by: User) -> int:
    """Sign ``person`` out everywhere. Returns how many sessions ended."""
    ended = sessions.end_all(person)
    person.log("signed out everywhere", by=by, sessions=ended)
    return ended


@transaction.atomic
def reset_second_factor(person: User, *, reason: str, spoken: str, by: User) -> None:
    """Remove what ``person`` signs in with beyond the password. Raises ``Refused``.

    ``spoken`` says how ``by`` made sure that it is that person who asks.
    """
    if person == by:
        raise Refused(OWN)
    Authenticator.objects.filter(user=person).delete()
    sessions.end_all(person)
    person.log("second factor reset", by=by, reason=reason, spoken=spoken)
    letters.send("second_factor_reset", to=person.email, user=person)
