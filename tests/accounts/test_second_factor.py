"""Nobody of the chamber does anything before a second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from chamber.accounts.middleware import SETTING_UP, SHOWING
from tests.accounts.conftest import code
from tests.conftest import TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_code")]
ROLES = ["read-only", "staff", "administrator"]
NOTHING = re.compile("")
SAMPLES = {
    "IntConverter": 1,
    "UUIDConverter": "00000000-0000-0000-0000-000000000000",
    "StringConverter": "x",
    "SlugConverter": "x",
    "PathConverter": "x",
}


def every_url(resolver=None, space="", asked=()):
    """(name, address) of every page, with some value for what it asks."""
    for entry in (resolver or get_resolver()).url_patterns:
        asks = [*asked, *entry.pattern.converters.items()]
        if not isinstance(entry, URLPattern):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from every_url(entry, inside, asks)
        elif entry.name:
            values = {name: SAMPLES[type(converter).__name__] for name, converter in asks}
            values |= (
                dict.fromkeys(getattr(entry.pattern, "regex", NOTHING).groupindex, "x") | values
            )
            with translation.override("en"):
                yield f"{space}{entry.name}", reverse(f"{space}{entry.name}", kwargs=values)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_leads_to_setting_it_up(role, make_user, sign_in):
    browser = sign_in(make_user(role=role, second_factor=False))
    pages = [(name, url) for name, url in every_url() if name not in SETTING_UP]
    assert len(pages) > 40
    for name, url in pages:
        for answer in (browser.get(url), browser.post(url)):
            assert answer.headers.get("Location") == "/en/account/2fa/totp/activate/", name


def test_the_exceptions_are_what_setting_up_needs():
    names = {name for name, _ in every_url()}
    assert names >= SETTING_UP
    assert names >= SHOWING
    assert "account_email" not in SETTING_UP and "account_change_password" not in SETTING_UP


@pytest.mark.django_db(transaction=True)
def test_a_colleague_sets_one_up_and_gets_recovery_codes(client, make_user, give_password, mails):
    person = make_user(role="staff", second_factor=False)
    give_password(person.email)
    page = client.get("/en/account/people/", follow=True)
    assert page.request["PATH_INFO"] == "/en/account/2fa/totp/activate/"
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()

    secret = page.context["form"].secret
    answer = client.post("/en/account/2fa/totp/activate/", {"code": code(secret)})
    assert answer.url == "/en/account/2fa/recovery-codes/"
    codes = client.get(answer.url)
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["unused_codes"][0] in codes.content.decode()
    assert client.get("/en/account/").status_code == 200
    assert mails(person.email)[-1].subject == "An authenticator app was added to your account"


def test_a_session_from_before_shows_the_factor_first(client, make_user, sign_in):
    """The account got its role and its factor elsewhere while this session was open."""
    person = make_user()
    browser = sign_in(person)
    assert browser.get("/en/account/").status_code == 200
    person.role = "staff"
    person.save()
    TOTP.activate(person, TOTP_SECRET)

    asked = browser.get("/en/account/sessions/?page=2")
    assert asked.url == (
        "/en/account/2fa/reauthenticate/?next=%2Fen%2Faccount%2Fsessions%2F%3Fpage%3D2"
    )
    for name in ("mfa_view_recovery_codes", "mfa_deactivate_totp", "account_reauthenticate"):
        assert "/2fa/reauthenticate/" in browser.get(reverse(name)).url
    assert browser.post(asked.url, {"code": code()}).url == "/en/account/sessions/?page=2"
    assert browser.get("/en/account/").status_code == 200


def test_removing_the_last_factor_leads_back_to_setting_up(make_user, sign_in):
    person = make_user(role="staff")
    browser = sign_in(person)
    Authenticator.objects.all().delete()
    assert browser.get("/en/account/").url == "/en/account/2fa/totp/activate/"


def test_somebody_outside_the_chamber_needs_none(make_user, sign_in):
    assert sign_in(make_user()).get("/en/account/").status_code == 200


def test_a_factor_under_another_key_says_so(client, make_user, give_password, settings):
    person = make_user(role="staff")
    give_password(person.email)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key of this installation"
    turned = client.post("/en/account/2fa/authenticate/", {"code": code()})
    assert turned.url == "/en/today/"

    settings.SECRET_KEY_FALLBACKS = []
    client.cookies.clear()
    give_password(person.email)
    lost = client.post("/en/account/2fa/authenticate/", {"code": code()})
    assert "Ask an administrator" in str(lost.context["form"].errors)
