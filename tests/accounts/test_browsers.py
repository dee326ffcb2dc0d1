"""The list of sessions names a browser as people do."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chamber.accounts.templatetags.browsers import browser

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on macOS",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_the_words_for_a_browser(line, words):
    assert browser(line) == words


@pytest.mark.django_db
def test_the_list_notes_a_visit_once_a_minute_and_a_new_place_at_once(make_user, sign_in):
    """Only the first of these pages writes; a session in other hands shows with its first page."""
    client = sign_in(make_user())
    with CaptureQueriesContext(connection) as first:
        client.get("/en/today/")
    with CaptureQueriesContext(connection) as second:
        client.get("/en/today/")
    assert [len(writes(said)) for said in (first, second)] == [1, 0]
    client.get("/en/today/", headers={"user-agent": "Another/1.0"})
    assert UserSession.objects.get().user_agent == "Another/1.0"
    client.get("/en/today/", REMOTE_ADDR="192.0.2.7")
    assert UserSession.objects.get().ip == "192.0.2.7"


def writes(said):
    return [query for query in said if "usersessions" in query["sql"] and "INTO" in query["sql"]]
