"""Real Chromium against the live server: one browser for all tests, a fresh profile for each."""

import os
import time

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.accounts.conftest import address_in, fresh_code, mails  # noqa: F401
from tests.chromium import launch

PATIENCE = 10_000  # ms until something that should come is missed
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="package")
def chromium():
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # its loop runs in this thread
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server):
    """``visit(user)``: a page of a profile in which this person is signed in, just now, and has
    shown the second factor; without ``user`` nobody is.

    What the portal must never do fails the test: an error in the console (a breach of the content
    policy is one), an exception of a script, a request to somebody else.
    """
    contexts, faults = [], []

    def listen(page):
        page.on("console", lambda line: line.type == "error" and faults.append(_said(line, page)))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("request", lambda request: _is_ours(request.url) or faults.append(request.url))

    def _is_ours(url):
        return url.startswith((live_server.url, "data:", "blob:", "about:"))

    def open_page(user=None, **options):
        options = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}} | options
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        context.on("page", listen)
        contexts.append(context)
        if user:
            context.add_cookies([_session_cookie(user, live_server.url)])
        return context.new_page()

    open_page.faults = faults
    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _said(line, page):
    return f"{page.url}: {line.text}"


def signed_in(user=None):
    """Django's own client with the session of somebody who has just signed in."""
    client = Client()
    if user:
        client.force_login(user, backend=BACKEND)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": method, "at": time.time()} for method in ("password", "mfa")
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def _session_cookie(user, url):
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": signed_in(user).session.session_key,
        "url": url.replace("http:", "https:"),
        "secure": True,
        "httpOnly": True,
        "sameSite": "Lax",
    }
