"""Passkeys in a real browser, whose authenticator is a virtual one."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect, sync_playwright

from tests.chromium import launch
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(monkeypatch):
    """A page of Chromium that owns a key; what goes wrong in its scripts fails the test."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs in this thread
    problems = []
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        page = chromium.new_page(locale="en-GB")
        page.on("console", lambda line: line.type == "error" and problems.append(line.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.problems = problems
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        yield page
        chromium.close()


def sign_in(page, person):
    page.get_by_label("Mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_from_the_first_passkey_to_signing_in_with_it_alone(page, live_server, make_user):
    person = make_user(role="staff", second_factor=False)
    page.goto(f"{live_server.url}/en/account/login/")
    sign_in(page, person)
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/en/today/")

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/account/login/")
    sign_in(page, person)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/en/today/")
    assert page.problems == []


def test_without_a_key_the_page_says_so(page, live_server, make_user):
    page.goto(f"{live_server.url}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey did not work.")
