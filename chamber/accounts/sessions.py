"""Sessions: what was proved in them, and ending them."""

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession

from chamber.accounts.models import User


def note_new_factor(sender, request, user, authenticator, **kwargs):
    """Who has just set up a factor has shown it; allauth notes only those used to sign in."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def end_all(user: User) -> int:
    """Sign ``user`` out everywhere. Returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
