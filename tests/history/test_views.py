import pytest
from django.urls import reverse

from chamber.glossary.models import Term
from chamber.history.models import Entry
from tests.glossary.factories import make_term
from tests.glossary.pages import new_term, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff", name="Anna"))


@pytest.fixture
def term(browser):
    """A term that Anna made and changed once."""
    url, sent = new_term(browser)
    browser.post(url, sent)
    edit(browser, "tender", word_nl="Aanbesteding", public_meaning_en="The whole procedure.")
    return Term.objects.get()


def edit(browser, slug, **texts):
    url = reverse("glossary:edit", args=[slug])
    assert browser.post(url, opened(browser, url) | texts).status_code == 302


def history(term):
    return reverse("history:object", args=["glossary.term", term.pk])


def put_back(browser, term, line):
    url = reverse("history:revert", args=["glossary.term", term.pk, line.event])
    return browser.post(url, follow=True)


def test_who_changed_what_newest_first(browser, term):
    changed, created = browser.get(history(term)).context["lines"]
    assert (changed.words, changed.by.name) == ("changed", "Anna")
    assert (created.words, created.by.name, created.columns) == ("created", "Anna", [])
    assert {(one.name, one.old_words, one.new_words) for one in changed.columns} == {
        ("word_nl", "empty", "Aanbesteding"),
        ("public_meaning_en", "The procedure.", "The whole procedure."),
    }


@pytest.mark.django_db(transaction=True)
def test_a_bulk_update_behind_the_log_shows_too(browser, term):
    Term.objects.filter(pk=term.pk).update(word_fr="Appel d’offres")
    newest = browser.get(history(term)).context["lines"][0]
    assert [one.name for one in newest.columns] == ["word_fr"]
    assert newest.by is None


def test_putting_a_text_back(browser, term):
    line = browser.get(history(term)).context["lines"][0]
    page = put_back(browser, term, line)
    term.refresh_from_db()
    assert (term.word_nl, term.public_meaning_en, term.version) == (None, "The procedure.", 3)
    assert Entry.objects.about(term).first().verb == "reverted"
    newest = page.context["lines"][0]
    assert newest.words == "put back an earlier text" and len(newest.columns) == 2
    put_back(browser, term, newest)  # the way back is a revert too
    term.refresh_from_db()
    assert term.word_nl == "Aanbesteding"


def test_what_was_changed_again_since_stays(browser, term):
    line = browser.get(history(term)).context["lines"][0]
    edit(browser, "tender", public_meaning_en="Newer.")
    put_back(browser, term, line)
    term.refresh_from_db()
    assert (term.word_nl, term.public_meaning_en) == (None, "Newer.")
    page = put_back(browser, term, line)
    assert "Put the newer change back first" in page.content.decode()


def test_nothing_is_put_back_without_the_right(term, make_user, sign_in, client, browser):
    line = browser.get(history(term)).context["lines"][0]
    url = reverse("history:revert", args=["glossary.term", term.pk, line.event])
    reader, guest = sign_in(make_user(role="read-only")), sign_in(make_user())
    everybody = (reader, guest, client)
    assert [one.post(url).status_code for one in everybody] == [403, 403, 302]
    assert [one.get(history(term)).status_code for one in everybody] == [200, 403, 302]
    assert "Put the earlier text back" not in reader.get(history(term)).content.decode()
    assert browser.get(url).status_code == 405
    term.refresh_from_db()
    assert term.word_nl == "Aanbesteding"


@pytest.mark.parametrize("label", ["accounts.user", "nonsense", "glossary.nonsense"])
def test_models_without_a_history_page_are_not_found(browser, label):
    assert browser.get(reverse("history:object", args=[label, 1])).status_code == 404


def test_absent_objects_and_events_are_told(browser, term):
    assert browser.get(reverse("history:object", args=["glossary.term", 999])).status_code == 404
    url = reverse("history:revert", args=["glossary.term", term.pk, 999])
    assert "changed again since" in browser.post(url, follow=True).content.decode()


def test_a_longer_history_costs_no_more_queries(browser, term, django_assert_max_num_queries):
    make_term("Other")
    browser.get(history(term))  # fills the cache of content types
    with django_assert_max_num_queries(15) as short:
        browser.get(history(term))
    needed = len(short)
    for number in range(3):
        edit(browser, "tender", word_fr=f"mot {number}")
    browser.get(history(term))  # shows the message that the edit left
    with django_assert_max_num_queries(needed):
        browser.get(history(term))
