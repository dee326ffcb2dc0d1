"""The list of sessions, the second factor of the chamber's people, polls that outlive a session."""

import hashlib

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.core.cache import cache
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

_ALWAYS = {"account_logout", "set_language", "health:alive", "health:ready"}

# What somebody without a second factor may do: set one up, and prove who they are for that.
SETTING_UP = _ALWAYS | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_confirm_email",
}
# What somebody may do who has one and did not show it in this session.
SHOWING = _ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class SessionList(UserSessionsMiddleware):
    """Notes when a session was last seen, and from where, once a minute.

    A row written for each page would cost more than most of what the page does.
    """

    def __call__(self, request):
        if request.user.is_authenticated and not cache.add(_visitor(request), 1, timeout=60):
            return self.get_response(request)
        return super().__call__(request)


def _visitor(request):
    """One session in one browser at one address; a change of these is noted at once."""
    seen = (request.session.session_key, request.headers.get("user-agent"))
    address = (request.META.get("REMOTE_ADDR"), request.headers.get("x-forwarded-for"))
    return f"seen:{hashlib.sha256(repr((seen, address)).encode()).hexdigest()}"


class SecondFactor:
    """Nobody of the chamber does anything before a second factor is set up and shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or not user.is_chamber or _was_shown(request):
            return None
        here = request.resolver_match.view_name
        if not user.has_second_factor:
            return None if here in SETTING_UP else redirect("mfa_activate_totp")
        if here in SHOWING:
            return None
        after = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{resolve_url(_way_to_show(user))}?{after}")


def _was_shown(request):
    """A role may be given, and a factor set up elsewhere, after this session began.

    Both questions are asked: the factor that was shown may have been taken away since.
    """
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records) and request.user.has_second_factor


def _way_to_show(user):
    has_code = user.authenticator_set.exclude(type="webauthn").exists()
    return "mfa_reauthenticate" if has_code else "mfa_reauthenticate_webauthn"


class SignedOutPolling:
    """A poll of a page whose session ended goes to the sign-in page, not into the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.htmx and response.status_code == 302:
            target = response.headers["Location"]
            if target.startswith(resolve_url(settings.LOGIN_URL)):
                return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        return response
