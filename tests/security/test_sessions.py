"""Sessions begin anew, end when they should, and take no more rights than the person has now."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client

from tests.accounts.conftest import code
from tests.conftest import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_code")]
SESSION = settings.SESSION_COOKIE_NAME
NEW = "quite another passphrase"
CODE = "/en/account/2fa/authenticate/"


def stored(key):
    return import_module(settings.SESSION_ENGINE).SessionStore().exists(key)


def is_in(browser):
    return browser.get("/en/account/").status_code == 200


def from_elsewhere(number):
    """A browser at an address of its own, so that only what belongs to the account is counted."""
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


def test_a_session_that_somebody_else_chose_is_not_used(client, make_user, give_password):
    """Neither one that nobody has nor one that the attacker began, with or without a factor."""
    client.cookies[SESSION] = "a" * 32
    give_password(make_user().email)
    assert client.cookies[SESSION].value != "a" * 32

    planted = Client()
    planted.post("/en/account/login/", {"login": "x@example.org", "password": "x"})
    planted.get("/en/account/password/reset/")
    session = planted.session
    session["planted"] = "by the attacker"
    session.save()
    known = session.session_key
    victim, person = Client(), make_user(role="staff")
    victim.cookies[SESSION] = known
    victim.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
    victim.post(CODE, {"code": code()})
    assert is_in(victim)
    assert victim.cookies[SESSION].value != known
    planted.cookies[SESSION] = known
    assert not is_in(planted)


def test_half_way_is_not_in(client, make_user, give_password):
    """After the password and before the code the session opens nothing."""
    person = make_user(role="administrator")
    give_password(person.email)
    for address in (
        "/en/today/",
        "/en/account/people/",
        "/en/account/2fa/",
        "/en/jobs/",
        "/status",
    ):
        assert client.get(address).url.startswith("/en/account/login/")
    assert client.get("/").context["user"].is_anonymous


def test_signing_out_deletes_the_session(make_user, sign_in):
    browser = sign_in(make_user())
    key = browser.session.session_key
    browser.post("/en/account/logout/")
    assert not stored(key)
    copy = Client()
    copy.cookies[SESSION] = key
    assert not is_in(copy)


def test_a_new_password_ends_all_other_sessions(make_user, sign_in):
    person = make_user()
    here, there = sign_in(person), sign_in(person)
    assert is_in(here) and is_in(there)
    here.post("/en/account/reauthenticate/", {"password": PASSWORD})
    values = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/en/account/password/change/", values).status_code == 302
    assert is_in(here) and not is_in(there)


def test_a_password_chosen_by_mail_ends_all_sessions(client, make_user, sign_in, mails, address_in):
    person = make_user()
    thief = sign_in(person)
    assert is_in(thief)
    client.post("/en/account/password/reset/", {"email": person.email})
    form = client.get(address_in(mails(person.email)[0]), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not is_in(thief)


def test_what_an_administrator_takes_away_is_gone_at_once(make_user, sign_in):
    administrator, person = sign_in(make_user(role="administrator")), make_user(role="staff")
    theirs, page = sign_in(person), f"/en/account/people/{person.pk}/"
    assert theirs.get("/en/mail/").status_code == 200

    administrator.post(page, {"role": "read-only", "is_active": "on"})
    assert theirs.get("/en/jobs/tasks/new/").status_code == 403
    administrator.post(page, {"role": "", "is_active": "on"})
    assert theirs.get("/en/mail/").status_code == 403
    administrator.post(page, {"role": "staff"})
    assert not is_in(theirs)


def test_sessions_that_made_no_request_yet_end_too(client, make_user, sign_in, give_password):
    """Whether or not the list of sessions knew of them."""
    administrator, person = sign_in(make_user(role="administrator")), make_user()
    give_password(person.email)
    administrator.post(f"/en/account/people/{person.pk}/sessions/")
    assert not is_in(client)


def test_a_removed_factor_leaves_no_session_behind(make_user, sign_in):
    administrator, person = sign_in(make_user(role="administrator")), make_user(role="staff")
    theirs = sign_in(person)
    assert is_in(theirs)
    reset = {"reason": "Lost", "spoken": "met", "sure": "on"}
    administrator.post(f"/en/account/people/{person.pk}/second-factor/", reset)
    assert theirs.get("/en/account/2fa/totp/activate/").url.startswith("/en/account/login/")


def test_codes_cannot_be_guessed(make_user):
    """Counted for the account, whatever address the guesses come from."""
    person = make_user(role="staff")
    for number in range(5):
        guesser = from_elsewhere(number)
        guesser.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
        guesser.post(CODE, {"code": f"{number:06}"})
    last = from_elsewhere(9)
    last.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
    refused = last.post(CODE, {"code": code()})
    assert "Too many failed" in str(refused.context["form"].errors)
    assert not is_in(last)


def test_nor_in_a_session_that_was_stolen(make_user):
    person = make_user(role="staff")
    thief = Client()
    thief.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = "/en/account/2fa/reauthenticate/"
    answers = [thief.post(address, {"code": f"{number:06}"}) for number in range(12)]
    assert answers[-1].status_code == 429 or "Too many" in str(answers[-1].context["form"].errors)
    thief.post(address, {"code": code()})
    assert not is_in(thief)


def test_a_password_cannot_be_guessed_from_many_places(make_user):
    person = make_user()
    for number in range(5):
        values = {"login": person.email.upper(), "password": "wrong"}
        from_elsewhere(number).post("/en/account/login/", values)
    right = from_elsewhere(9).post(
        "/en/account/login/", {"login": person.email, "password": PASSWORD}
    )
    assert "Too many failed" in str(right.context["form"].errors)


def test_a_code_of_the_app_works_once(make_user):
    person = make_user(role="staff")
    seen = code()
    for number, lets_in in [(1, True), (2, False)]:
        browser = from_elsewhere(number)
        browser.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
        browser.post(CODE, {"code": seen})
        assert is_in(browser) is lets_in


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_works_once_also_when_sent_twice_at_once(make_user):
    person = make_user(role="staff")
    [spare, *_rest] = RecoveryCodes.activate(person).get_unused_codes()
    browsers = [from_elsewhere(number) for number in range(2)]
    for browser in browsers:
        browser.post("/en/account/login/", {"login": person.email, "password": PASSWORD})

    def use(browser):
        from django.db import connection

        try:
            return browser.post(CODE, {"code": spare}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        answers = sorted(pool.map(use, browsers))
    assert answers == [200, 302]


def test_the_codes_of_somebody_else_do_not_count(client, make_user, give_password):
    person, other = make_user(role="staff"), make_user(role="staff", second_factor=False)
    TOTP.activate(other, TOTP_SECRET[::-1].replace("X", "A"))
    [spare, *_rest] = RecoveryCodes.activate(other).get_unused_codes()
    give_password(person.email)
    for wrong in (spare, code(TOTP_SECRET[::-1].replace("X", "A"))):
        assert client.post(CODE, {"code": wrong}).status_code == 200
    assert not is_in(client)
