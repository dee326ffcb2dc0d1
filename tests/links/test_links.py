"""Links of mails: opened by a token, turned into a clean page, and never a sign-in."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from chamber.links import making, purposes, tokens
from chamber.links.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_purpose(monkeypatch):
    """A page that says who opened it, and one that counts clicks of mail programs."""
    clicks = []
    monkeypatch.setattr(purposes, "_pages", dict(purposes._pages))
    monkeypatch.setattr(purposes, "_one_click", dict(purposes._one_click))
    purposes.page("test")(lambda request, link, rest: HttpResponse(f"{link.person} {rest}"))
    purposes.one_click("test")(clicks.append)
    return clicks


def path_of(url):
    return url.split("/", 3)[3].join(["/", ""])


def test_a_token_opens_its_clean_page(client):
    link = making.make("test", person="olena@example.org")
    answer = client.get(path_of(tokens.url(link)))
    assert answer.status_code == 302
    assert tokens.token(link) not in answer.headers["Location"]
    cookie = answer.cookies[tokens.cookie_name(link)]
    assert cookie["path"] == answer.headers["Location"]
    assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax"
    page = client.get(answer.headers["Location"])
    assert page.content == b"olena@example.org "
    assert "_auth_user_id" not in client.session


def test_what_follows_the_link_reaches_the_page(client):
    link = making.make("test", person="a")
    start = client.get(path_of(tokens.url(link))).headers["Location"]
    assert client.get(f"{start}calendar.ics").content == b"a calendar.ics"


def test_without_the_token_there_is_no_page(client):
    link = making.make("test", person="olena@example.org")
    answer = client.get(f"/l/{link.pk}/")
    assert answer.status_code == 410
    assert b"olena" not in answer.content


@pytest.mark.parametrize("change", ["purpose", "subject", "person", "nonce"])
def test_a_token_is_bound_to_everything_it_was_made_for(client, change):
    link = making.make("test", subject="invitation:1", person="olena@example.org")
    url = tokens.url(link)
    Link.objects.update(**{change: "other"})
    assert client.get(path_of(url)).status_code == 404


def test_an_expired_link_says_so_in_the_language_of_its_mail(client):
    link = making.make("test", language="nl", days=1, at=timezone.now() - timedelta(days=2))
    answer = client.get(path_of(tokens.url(link)))
    assert answer.status_code == 410
    assert b'lang="nl"' in answer.content


def test_a_revoked_link_ends_the_cookie_too(client):
    link = making.make("test")
    start = client.get(path_of(tokens.url(link))).headers["Location"]
    making.revoke(link)
    assert client.get(start).status_code == 410


def test_a_link_made_before_a_key_change_still_opens(client, settings):
    link = making.make("test")
    url = tokens.url(link)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key of the server, long enough to be one"
    assert client.get(path_of(url)).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(path_of(url)).status_code == 404


def test_one_click_acts_on_post_without_cookies_and_never_on_get(client, a_purpose):
    link = making.make("test")
    url = path_of(tokens.one_click_url(link))
    assert client.get(url).status_code == 405
    assert a_purpose == []
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert a_purpose == [link]
    assert not client.cookies


def test_tokens_have_256_bits():
    link = making.make("test")
    assert len(tokens.token(link)) == 43
    assert tokens.token(link) != tokens.token(making.make("test"))
