"""Fault 20: the same form 20 times at once gives one row and the same answer."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from chamber.forms.models import Submission
from chamber.glossary.models import Term
from chamber.history.models import Entry
from tests.glossary.factories import make_term
from tests.glossary.pages import new_term, opened


def all_at_once(browsers, url, data):
    """What each browser got, having sent ``data`` at the same moment."""
    answers, start = [], threading.Barrier(len(browsers))

    def send(browser):
        start.wait()
        try:
            response = browser.post(url, data)
            answers.append((response.status_code, response.headers.get("Location")))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_one_row_and_twenty_times_the_same_answer(make_user, sign_in):
    person = make_user(role="staff")
    browsers = [sign_in(person) for _ in range(20)]
    url, sent = new_term(browsers[0])
    answers = all_at_once(browsers, url, sent)
    assert answers == [(302, reverse("glossary:detail", args=["tender"]))] * 20
    assert Term.objects.count() == 1
    assert Entry.objects.count() == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_shared_key_the_same_form_does_write_twenty_rows(make_user, sign_in):
    """The negative control: it is the key that holds them back."""
    person = make_user(role="staff")
    browsers = [sign_in(person) for _ in range(20)]
    url, sent = new_term(browsers[0], idempotency_key="")
    all_at_once(browsers, url, sent | {"word_en": "Grant"})
    assert Entry.objects.filter(verb="created").count() == 20


@pytest.mark.django_db
def test_a_delete_sent_twice_gets_the_same_answer(make_user, sign_in):
    browser = sign_in(make_user(role="staff"))
    url = reverse("glossary:delete", args=[make_term("Pilot").slug])
    sent = opened(browser, url)
    answers = [browser.post(url, sent) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [reverse("glossary:list")] * 2
    assert not Term.objects.exists()
