"""From nothing to a signed-in person, by mail."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings

from chamber.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_up(client, email, language="en"):
    values = {"name": "Олена Коваль", "email": email, "password1": PASSWORD}
    return client.post(f"/{language}/account/signup/", values)


def test_from_sign_up_to_signed_in(client, mails, address_in, give_password):
    answer = sign_up(client, "Olena@Example.org", language="uk")
    assert answer.url == "/uk/account/confirm-email/"

    person = User.objects.get(email="olena@example.org")
    assert (person.name, person.language, person.role) == ("Олена Коваль", "uk", "")

    [mail] = mails("olena@example.org")
    assert (mail.language, mail.name, mail.user) == ("uk", "Олена Коваль", person)
    assert "http" in mail.html and "{link:" in mail.html

    page = client.get(address_in(mail), follow=True)
    assert not EmailAddress.objects.get().verified  # looking changes nothing
    assert page.request["PATH_INFO"].startswith("/uk/account/confirm-email/")
    client.post(page.request["PATH_INFO"])
    assert EmailAddress.objects.get().verified

    client.logout()
    assert give_password("olena@example.org").url == "/en/today/"
    assert client.get("/en/account/").context["user"] == person


def test_nobody_signs_in_before_confirming(client, give_password, mails):
    sign_up(client, "early@example.org")
    client.cookies.clear()
    assert give_password("early@example.org").url == "/en/account/confirm-email/"
    assert client.get("/en/account/").status_code == 302


def test_a_confirmation_link_shown_twice(client, mails, address_in):
    sign_up(client, "twice@example.org")
    address = address_in(mails("twice@example.org")[0])
    EmailAddress.objects.update(verified=True)
    assert client.get(address, follow=True).status_code == 410


def test_no_stored_mail_holds_a_key(client, make_user, mails):
    sign_up(client, "new@example.org")
    make_user(email="known@example.org")
    client.post("/en/account/password/reset/", {"email": "known@example.org"})
    for mail in [*mails("new@example.org"), *mails("known@example.org")]:
        assert "{link:" in mail.text
        assert "/account/" not in mail.text + mail.html


def test_a_known_address_gets_the_same_answer(client, make_user, mails, monkeypatch):
    make_user(email="known@example.org")
    hashed = []
    for place in ("django.contrib.auth.base_user", "chamber.accounts.entrance"):
        monkeypatch.setattr(f"{place}.make_password", counting(hashed))

    unknown = sign_up(client, "unknown@example.org")
    effort = len(hashed)
    client.cookies.clear()
    known = sign_up(client, "known@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(hashed) == 2 * effort
    assert mails("known@example.org")[0].subject == "You already have an account"
    assert User.objects.filter(email="known@example.org").count() == 1


def counting(calls):
    from django.contrib.auth.hashers import make_password

    def count(password, *args, **kwargs):
        calls.append(password)
        return make_password(password, *args, **kwargs)

    return count


@pytest.mark.parametrize("password", ["short", "1q2w3e4r5t6y"])
def test_weak_passwords_are_refused_at_the_field(client, password):
    values = {"name": "A", "email": "a@example.org", "password1": password}
    page = client.post("/en/account/signup/", values)
    assert page.context["form"].errors.keys() == {"password1"}
    assert "Error:" in page.content.decode()
    assert not User.objects.exists()


def test_every_page_of_allauth_is_ours():
    """A page that a new version of allauth brings has to be written in our words first."""
    import allauth

    theirs = settings.BASE_DIR.__class__(allauth.__file__).parent / "templates"
    unreachable = {  # settings that are off: codes by mail, telephones, trusted browsers
        "account/base_confirm_code.html",
        "account/confirm_email_verification_code.html",
        "account/confirm_login_code.html",
        "account/confirm_password_reset_code.html",
        "account/confirm_phone_verification_code.html",
        "account/email.html",
        "account/phone_change.html",
        "account/request_login_code.html",
        "account/signup_by_passkey.html",
        "mfa/trust.html",
        "mfa/webauthn/signup_form.html",
    }
    pages = {
        str(page.relative_to(theirs))
        for app in ("account", "mfa", "usersessions")
        for page in (theirs / app).rglob("*.html")
        if "base" not in page.name and "snippets" not in page.parts
    }
    ours = settings.BASE_DIR / "templates"
    assert {page for page in pages - unreachable if not (ours / page).exists()} == set()
