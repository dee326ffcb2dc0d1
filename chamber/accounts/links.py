"""Links in account mails. They lead to allauth's own pages, whose keys are made only when somebody
comes with the link: no stored mail holds one.
"""

from allauth.account.app_settings import EMAIL_CONFIRMATION_EXPIRE_DAYS
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac

from chamber import errors
from chamber.accounts.models import User
from chamber.links import making, purposes
from chamber.links.models import Link

PASSWORD_DAYS = settings.PASSWORD_RESET_TIMEOUT // 86_400


def to_choose_password(user: User) -> Link:
    """A link that works until the password is changed or somebody signs in."""
    subject = f"{user.pk}:{_state(user)}"
    return making.make(
        "accounts.password",
        subject=subject,
        person=user.email,
        language=user.language,
        days=PASSWORD_DAYS,
    )


def to_confirm(user: User, *, email: str) -> Link:
    """A link that shows the button with which ``email`` is confirmed."""
    return making.make(
        "accounts.confirm",
        subject=str(user.pk),
        person=email,
        language=user.language,
        days=EMAIL_CONFIRMATION_EXPIRE_DAYS,
    )


@purposes.page("accounts.password")
def choose_password(request: HttpRequest, link: Link, rest: str) -> HttpResponse:
    pk, _, state = link.subject.partition(":")
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not constant_time_compare(state, _state(user)):
        return errors.gone(request, {"link": link})
    key = default_token_generator.make_token(user)
    return redirect("account_reset_password_from_key", uidb36=user_pk_to_url_str(user), key=key)


@purposes.page("accounts.confirm")
def confirm(request: HttpRequest, link: Link, rest: str) -> HttpResponse:
    address = EmailAddress.objects.filter(user=link.subject, email__iexact=link.person).first()
    if address is None or address.verified:
        return errors.gone(request, {"link": link})
    return redirect("account_confirm_email", key=EmailConfirmationHMAC.create(address).key)


def _state(user: User) -> str:
    said = f"{user.password}|{user.last_login}"
    return salted_hmac("chamber.accounts.links", said, algorithm="sha256").hexdigest()
