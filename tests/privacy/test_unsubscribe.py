"""No more mail: a person presses a button, or a mail program posts once (RFC 8058)."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from chamber.links import making, tokens
from chamber.privacy import consent

pytestmark = pytest.mark.django_db
OLENA = "olena@example.org"


@pytest.fixture
def link():
    consent.give(OLENA, purpose="news", how="page", at=timezone.now())
    return making.make("unsubscribe", subject="news", person=OLENA)


def test_opening_the_link_changes_nothing_and_the_button_does(link):
    browser = Client(enforce_csrf_checks=True)
    entered = browser.get(path(tokens.url(link)), secure=True)
    page = browser.get(entered.headers["Location"], secure=True)
    assert OLENA in page.content.decode()
    assert consent.stands(OLENA, purpose="news")

    address = entered.headers["Location"]
    assert browser.post(address, secure=True).status_code == 403  # not from our page
    token = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    headers = {"referer": "https://testserver/"}
    done = browser.post(address, token, secure=True, headers=headers)
    assert done.status_code == 302
    assert not consent.stands(OLENA, purpose="news")
    after = browser.get(address, secure=True).content.decode()
    assert "gets no more mail of this kind" in after


def test_one_click_needs_neither_cookie_nor_page(link):
    program = Client(enforce_csrf_checks=True)
    address = path(tokens.one_click_url(link))
    assert program.get(address).status_code == 405
    assert consent.stands(OLENA, purpose="news")
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert consent.refused(OLENA, purpose="news")


def test_a_guessed_token_does_nothing(link):
    address = path(tokens.one_click_url(link)).replace(tokens.token(link), "A" * 43)
    assert Client().post(address).status_code == 404
    assert consent.stands(OLENA, purpose="news")


def path(url):
    return urlsplit(url).path
