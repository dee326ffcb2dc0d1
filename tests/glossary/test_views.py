import pytest
from django.urls import reverse
from django.utils import translation

from chamber.glossary.models import Term
from chamber.history.models import Entry
from tests.glossary.factories import make_term
from tests.glossary.pages import new_term, opened

pytestmark = pytest.mark.django_db
ROLES = ["", "read-only", "staff", "administrator"]


def in_language(client, language, name, *args):
    with translation.override(language):
        return client.get(reverse(name, args=args))


def test_each_language_sorts_by_its_own_order(client):
    in_order = ["Гарантія", "Ґрунт", "Єдність", "Ємність", "Зона", "Ївга"]
    for number in (4, 1, 5, 0, 3, 2):
        make_term(f"word {number}", word_uk=in_order[number])
    shown = in_language(client, "uk", "glossary:list").context["object_list"]
    assert [term.word_uk for term in shown] == in_order


def test_what_is_missing_comes_in_another_language_and_says_so(client):
    make_term("Pilot", word_fr="Projet pilote")
    page = in_language(client, "fr", "glossary:detail", "pilot").content.decode()
    assert "<h1>Projet pilote</h1>" in page
    assert '<span lang="en">A trial.</span>' in page
    page = in_language(client, "en", "glossary:detail", "pilot").content.decode()
    assert '<span lang="en">' not in page


def test_the_page_shows_all_four_languages(client):
    make_term("Pilot", word_nl="Proef", word_fr="Essai", word_uk="Пілот")
    page = client.get(reverse("glossary:detail", args=["pilot"])).content.decode()
    for code, word in [("nl", "Proef"), ("fr", "Essai"), ("uk", "Пілот")]:
        assert f'<td lang="{code}">{word}</td>' in page


def test_search_reads_the_readers_language_and_english(client):
    make_term("Pilot", word_uk="Спроба")
    make_term("Tender")
    assert len(in_language(client, "uk", "glossary:list").context["object_list"]) == 2
    for words in ("спроб", "PILOT"):
        found = client.get("/uk/glossary/", {"q": words}).context["object_list"]
        assert [term.word_en for term in found] == ["Pilot"]
    assert client.get("/nl/glossary/", {"q": "спроб"}).context["count"].value == 0


def test_staff_find_what_is_not_yet_written(make_user, sign_in, client):
    make_term("Pilot")
    make_term("Tender", word_nl="Aanbesteding", public_meaning_nl="x", private_meaning_nl="y")
    browser = sign_in(make_user(role="read-only"))
    response = browser.get(reverse("glossary:list"), {"missing": "nl"})
    assert [term.word_en for term in response.context["object_list"]] == ["Pilot"]
    assert response.context["pills"][0].label == "Not yet written in: Nederlands"
    assert client.get(reverse("glossary:list"), {"missing": "nl"}).context["count"].value == 2


@pytest.mark.parametrize("role", ROLES)
def test_who_may_write(make_user, sign_in, role):
    make_term("Pilot")
    browser = sign_in(make_user(role=role))
    expected = 200 if role in ("staff", "administrator") else 403
    urls = [reverse("glossary:create")] + [
        reverse(f"glossary:{name}", args=["pilot"]) for name in ("edit", "delete")
    ]
    assert [browser.get(url).status_code for url in urls] == [expected] * 3
    page = browser.get(reverse("glossary:detail", args=["pilot"])).content.decode()
    assert (urls[1] in page) is (expected == 200)
    history = reverse("history:object", args=["glossary.term", Term.objects.get().pk])
    assert (history in page) is bool(role)
    if expected == 403:
        assert [browser.post(url).status_code for url in urls] == [403] * 3
        assert Term.objects.get().word_en == "Pilot"


def test_the_signed_out_are_asked_to_sign_in(client):
    make_term("Pilot")
    for url in [reverse("glossary:create"), reverse("glossary:edit", args=["pilot"])]:
        assert client.get(url).headers["Location"].startswith(reverse("account_login"))


def test_making_changing_and_deleting_a_term(make_user, sign_in):
    browser = sign_in(make_user(role="staff"))
    url, sent = new_term(browser, word_uk="Тендер")
    detail = reverse("glossary:detail", args=["tender"])
    assert browser.post(url, sent).headers["Location"] == detail
    edit = reverse("glossary:edit", args=["tender"])
    browser.post(edit, opened(browser, edit) | {"word_en": "Call for tenders"})
    term = Term.objects.get()
    assert (term.word_en, term.word_uk, term.slug) == ("Call for tenders", "Тендер", "tender")
    delete = reverse("glossary:delete", args=["tender"])
    assert "Delete Call for tenders" in browser.get(delete).content.decode()
    browser.post(delete, opened(browser, delete))
    assert not Term.objects.exists()
    assert [entry.verb for entry in Entry.objects.all()] == ["deleted", "changed", "created"]


@pytest.mark.parametrize("word", ["New", "???", "x" * 80])
def test_every_word_gets_an_address_of_its_own(make_user, sign_in, word):
    browser = sign_in(make_user(role="staff"))
    locations = []
    for _ in range(3):
        url, sent = new_term(browser, word_en=word)
        locations.append(browser.post(url, sent).headers["Location"])
    assert len(set(locations)) == 3
    assert [browser.get(url).context["term"].word_en for url in locations] == [word] * 3


def test_the_english_fields_are_required_and_no_more(make_user, sign_in):
    browser = sign_in(make_user(role="staff"))
    url, sent = new_term(browser, word_en="", public_meaning_en="", private_meaning_en=" ")
    errors = browser.post(url, sent).context["form"].errors
    assert set(errors) == {"word_en", "public_meaning_en", "private_meaning_en"}
    url, sent = new_term(browser, word_en="x" * 81, word_uk="y" * 81)
    assert set(browser.post(url, sent).context["form"].errors) == {"word_en", "word_uk"}
