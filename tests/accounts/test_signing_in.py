"""Passwords, codes, limits, and ways out."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import check_password

from tests.accounts.conftest import code
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_code")]
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "http:///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example/",
    "javascript:alert(1)",
    "data:text/html,evil",
    " //evil.example/",
    "\thttps://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
]


def test_a_password_and_a_code(client, make_user, give_password):
    person = make_user(role="staff")
    assert give_password(person.email).url == "/en/account/2fa/authenticate/"
    assert client.get("/en/account/").status_code == 302  # not signed in yet

    wrong = client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    assert wrong.context["form"].errors["code"] == ["Incorrect code."]
    assert client.post("/en/account/2fa/authenticate/", {"code": code()}).url == "/en/today/"
    assert client.get("/en/account/").context["user"] == person


def test_a_recovery_code_works_once(client, make_user, give_password):
    person = make_user(role="staff")
    recovery = RecoveryCodes.activate(person).get_unused_codes()[0]

    give_password(person.email)
    answer = client.post("/en/account/2fa/authenticate/", {"code": recovery})
    assert answer.url == "/en/today/"

    client.logout()
    give_password(person.email)
    again = client.post("/en/account/2fa/authenticate/", {"code": recovery})
    assert again.context["form"].errors["code"] == ["Incorrect code."]


def test_secrets_are_not_readable_in_the_database(make_user):
    person = make_user(role="staff")
    RecoveryCodes.activate(person)
    stored = str(list(person.authenticator_set.values_list("data", flat=True)))
    assert "JBSWY3DP" not in stored
    assert not any(one in stored for one in RecoveryCodes.activate(person).generate_codes())


def test_known_and_unknown_addresses_answer_alike(client, make_user, give_password, monkeypatch):
    person = make_user()
    checks = []

    def count(password, encoded, *args, **kwargs):
        checks.append("hashed")
        return check_password(password, encoded, *args, **kwargs)

    monkeypatch.setattr("django.contrib.auth.base_user.check_password", count)
    monkeypatch.setattr(
        "django.contrib.auth.base_user.make_password", lambda *_: checks.append("hashed")
    )
    known = give_password(person.email, "a wrong passphrase")
    unknown = give_password("nobody@example.org", "a wrong passphrase")

    assert known.context["form"].errors == unknown.context["form"].errors
    assert checks == ["hashed", "hashed"]


def test_a_reset_answers_alike_and_writes_to_both(client, make_user, mails):
    person = make_user()
    answers = [
        client.post("/en/account/password/reset/", {"email": email})
        for email in (person.email, "nobody@example.org")
    ]
    assert {answer.url for answer in answers} == {"/en/account/password/reset/done/"}
    assert mails(person.email)[0].subject == "Choose a new password"
    [unknown] = mails("nobody@example.org")
    assert unknown.subject == "There is no account with this mail address"
    assert "/en/account/signup/" in unknown.text


def test_a_new_password_by_mail(client, make_user, mails, address_in, give_password):
    person = make_user(language="nl")
    client.post("/en/account/password/reset/", {"email": person.email})
    address = address_in(mails(person.email)[0])

    form = client.get(address, follow=True)
    assert form.request["PATH_INFO"].startswith("/nl/account/password/reset/key/")
    values = {"password1": "another long passphrase", "password2": "another long passphrase"}
    client.post(form.request["PATH_INFO"], values)

    assert give_password(person.email).context["form"].errors
    assert give_password(person.email, "another long passphrase").url == "/en/today/"
    assert client.get(address).status_code == 302
    client.logout()
    assert client.get(address, follow=True).status_code == 410  # the link worked once
    assert len(mails(person.email)) == 2  # and the person was told


def test_many_attempts_from_one_address(client, give_password):
    answers = [give_password(f"person{n}@example.org") for n in range(31)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert "That was too often" in answers[-1].content.decode()


def test_guessing_one_password_stops_before_hashing(make_user, give_password):
    person = make_user()
    for _ in range(5):
        give_password(person.email, "a wrong passphrase")
    right = give_password(person.email)
    assert "Too many failed" in str(right.context["form"].errors)


def test_spoofed_addresses_count_as_one(client, settings):
    """Without a trusted proxy X-Forwarded-For is only what the client says."""
    values = {"login": "a@example.org", "password": "wrong"}
    codes = [
        client.post("/en/account/login/", values, headers={"x-forwarded-for": f"10.0.0.{n}"})
        for n in range(31)
    ]
    assert codes[-1].status_code == 429


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_nowhere_else(client, make_user, target):
    person = make_user()
    values = {"login": person.email, "password": PASSWORD, "next": target}
    assert client.post("/en/account/login/", values).url == "/en/today/"
    assert client.post("/en/account/logout/", {"next": target}).url == "/"


def test_next_leads_to_our_own_pages(client, make_user):
    values = {"login": make_user().email, "password": PASSWORD}
    answer = client.post("/en/account/login/?next=/en/account/sessions/", values)
    assert answer.url == "/en/account/sessions/"


def test_signing_out_takes_a_post(make_user, sign_in):
    browser = sign_in(make_user())
    assert browser.get("/en/account/logout/").status_code == 200
    assert "_auth_user_id" in browser.session
    browser.post("/en/account/logout/")
    assert "_auth_user_id" not in browser.session


def test_a_closed_account(client, make_user, sign_in, give_password):
    person = make_user()
    browser = sign_in(person)
    person.is_active = False
    person.save()
    assert browser.get("/en/account/").url.startswith("/en/account/login/")
    assert give_password(person.email).url == "/en/account/inactive/"


def test_other_sessions_are_shown_and_ended(make_user, sign_in):
    person = make_user()
    here = sign_in(person, headers={"user-agent": "Firefox at the office"})
    there = sign_in(person, headers={"user-agent": "Safari on the train"})
    for browser in (here, there):
        browser.get("/en/account/")

    page = here.get("/en/account/sessions/").content.decode()
    assert "Firefox at the office" in page and "Safari on the train" in page
    here.post("/en/account/sessions/")
    assert here.get("/en/account/").status_code == 200
    assert there.get("/en/account/").status_code == 302


def test_a_changed_address_is_confirmed_before_it_counts(make_user, sign_in, mails, address_in):
    person = make_user(email="old@example.org")
    browser = sign_in(person)
    asked = browser.post("/en/account/email/", {"action_add": "1", "email": "new@example.org"})
    assert asked.url == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Femail%2F"
    browser.post(asked.url, {"password": PASSWORD})  # goes on with what was asked
    person.refresh_from_db()
    assert person.email == "old@example.org"

    page = browser.get(address_in(mails("new@example.org")[0]), follow=True)
    browser.post(page.request["PATH_INFO"])
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert "old@example.org to new@example.org" in " ".join(
        mail.text for mail in mails("old@example.org")
    )
