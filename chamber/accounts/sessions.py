"""Sessions: what was proved in them, and ending them."""

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from chamber.accounts.models import User

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator


def note_new_factor(
    sender: object, request: HttpRequest, user: User, authenticator: "Authenticator", **kwargs: Any
) -> None:
    """Who has just set up a factor has shown it; allauth notes only those used to sign in."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def end_all(user: User) -> int:
    """Sign ``user`` out everywhere. Returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
