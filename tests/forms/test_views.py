"""The form pattern at the edge: keys, corrections, and other people's keys."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chamber.forms.models import Submission
from chamber.forms.tasks import forget
from chamber.glossary.models import Term
from tests.glossary.pages import new_term, sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def test_each_opened_form_has_a_key_of_its_own(browser):
    keys = {new_term(browser)[1]["idempotency_key"] for _ in range(3)}
    assert len(keys) == 3 and all(uuid.UUID(key) for key in keys)


def test_an_invalid_form_frees_its_key_for_the_corrected_one(browser):
    url, sent = new_term(browser, word_en="")
    refused = browser.post(url, sent)
    assert refused.status_code == 200 and refused.context["has_errors"]
    page = refused.content.decode()
    assert "<title>Error: " in page.replace("\n", "")
    assert page.count("Enter the word in English.") == 2  # in the summary and at the field
    assert not Submission.objects.exists()
    corrected = sent_by(refused)
    assert corrected["idempotency_key"] == sent["idempotency_key"]
    assert corrected["private_meaning_en"] == "The offer."
    assert browser.post(url, corrected | {"word_en": "Tender"}).status_code == 302
    assert Term.objects.get().word_en == "Tender"


def test_the_same_key_sent_again_writes_nothing_even_with_other_words(browser):
    url, sent = new_term(browser)
    first = browser.post(url, sent)
    second = browser.post(url, sent | {"word_en": "Grant"})
    assert second.headers["Location"] == first.headers["Location"]
    assert Term.objects.get().word_en == "Tender"


def test_another_persons_key_is_not_honoured(browser, make_user, sign_in):
    url, sent = new_term(browser)
    browser.post(url, sent)
    other = sign_in(make_user(role="staff"))
    answer = other.post(url, sent | {"word_en": "Grant"})
    assert answer.headers["Location"] == reverse("glossary:detail", args=["grant"])
    assert Term.objects.count() == 2


def test_a_key_of_another_page_is_not_honoured(browser):
    url, sent = new_term(browser)
    browser.post(url, sent)
    edit = reverse("glossary:edit", args=["tender"])
    answer = browser.post(edit, sent | {"version": 1, "word_en": "Grant"})
    assert answer.status_code == 302
    assert Term.objects.get().word_en == "Grant"


@pytest.mark.parametrize("key", ["", "x", "\x00", "1" * 4000])
def test_a_made_up_key_still_saves(browser, key):
    url, sent = new_term(browser, idempotency_key=key)
    assert browser.post(url, sent).status_code == 302
    assert Term.objects.count() == 1


def test_keys_are_forgotten_after_a_day(browser, make_user):
    for hours in (1, 23, 25, 300):
        stored = Submission.objects.create(path="/", location="/")
        Submission.objects.filter(pk=stored.pk).update(
            created_at=timezone.now() - timedelta(hours=hours)
        )
    assert forget() == 2
    assert Submission.objects.count() == 2
