"""The language switch keeps the page and remembers the choice."""

import pytest
from django.conf import settings

from tests.accounts.test_signing_in import ELSEWHERE

pytestmark = pytest.mark.django_db


def test_same_page_in_the_other_language(client):
    values = {"language": "uk", "next": "/en/account/login/?next=/en/today/"}
    answer = client.post("/language/", values)
    assert answer.url == "/uk/account/login/?next=/en/today/"
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["secure"], cookie["httponly"]) == ("uk", True, True)
    assert 'lang="uk"' in client.get(answer.url).content.decode()
    assert 'lang="uk"' in client.get("/").content.decode()


def test_the_choice_of_somebody_signed_in_is_kept(make_user, sign_in):
    person = make_user(language="en")
    sign_in(person).post("/language/", {"language": "fr", "next": "/en/account/"})
    person.refresh_from_db()
    assert person.language == "fr"


def test_without_next_the_page_one_came_from(client):
    referer = "http://testserver/nl/account/login/"
    answer = client.post("/language/", {"language": "fr"}, headers={"referer": referer})
    assert answer.url == "http://testserver/fr/account/login/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_nowhere_else(client, target):
    assert client.post("/language/", {"language": "nl", "next": target}).url == "/"


@pytest.mark.parametrize("language", ["", "de", "xx", "../etc", "en\r\nSet-Cookie: a=b"])
def test_other_languages_change_nothing(client, language):
    answer = client.post("/language/", {"language": language, "next": "/en/account/login/"})
    assert answer.url == "/en/account/login/"
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_a_look_changes_nothing(client):
    assert client.get("/language/?language=uk").status_code == 405


def test_the_profile_speaks_the_chosen_language_at_once(make_user, sign_in):
    person = make_user(name="Old")
    answer = sign_in(person).post("/en/account/", {"name": "New", "language": "nl"})
    assert answer.url == "/nl/account/"
    person.refresh_from_db()
    assert (person.name, person.language) == ("New", "nl")


def test_the_profile_changes_nothing_else(make_user, sign_in):
    person = make_user()
    values = {"name": "New", "language": "en", "role": "administrator", "email": "x@example.org"}
    sign_in(person).post("/en/account/", values)
    person.refresh_from_db()
    assert person.role == "" and person.email != "x@example.org"
