"""Fault 19: two staff edit one object; the second gets 409 with a difference, text kept."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from chamber.forms.models import Stale
from chamber.glossary.models import Term
from chamber.history.models import Entry
from tests.glossary.factories import make_term
from tests.glossary.pages import opened, sent_by


@pytest.mark.django_db
def test_the_second_sees_both_texts_and_can_save_knowingly(make_user, sign_in):
    anna, boris = (sign_in(make_user(role="staff", name=name)) for name in ("Anna", "Boris"))
    term = make_term("Pilot")
    url = reverse("glossary:edit", args=[term.slug])
    of_anna, of_boris = opened(anna, url), opened(boris, url)

    assert anna.post(url, of_anna | {"public_meaning_en": "Anna's meaning"}).status_code == 302
    refused = boris.post(
        url, of_boris | {"public_meaning_en": "Boris's meaning", "word_nl": "Proef"}
    )

    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Anna saved a newer version" in page
    seen = {(one.label, one.theirs, one.yours) for one in refused.context["differences"]}
    assert seen == {
        ("What public bodies mean (English)", "Anna's meaning", "Boris's meaning"),
        ("Word (Nederlands)", "", "Proef"),
    }
    term.refresh_from_db()
    assert (term.public_meaning_en, term.word_nl, term.version) == ("Anna's meaning", None, 2)

    again = sent_by(refused)
    assert again["public_meaning_en"] == "Boris's meaning"
    assert boris.post(url, again).status_code == 302
    term.refresh_from_db()
    assert (term.public_meaning_en, term.word_nl, term.version) == ("Boris's meaning", "Proef", 3)
    assert Entry.objects.about(term).count() == 2  # the refused one left nothing


@pytest.mark.django_db
def test_what_only_the_other_one_changed_is_kept(make_user, sign_in):
    anna, boris = (sign_in(make_user(role="staff")) for _ in range(2))
    term = make_term("Pilot", word_fr="Essai")
    url = reverse("glossary:edit", args=[term.slug])
    of_anna, of_boris = opened(anna, url), opened(boris, url)
    anna.post(url, of_anna | {"word_uk": "Пілот", "word_fr": "Projet pilote", "word_en": "Trial"})
    refused = boris.post(url, of_boris | {"word_nl": "Proef", "word_en": "Test"})
    assert refused.status_code == 409
    assert refused.context["taken"] == ["Word (Français)", "Word (Українська)"]
    seen = [(one.label, one.theirs, one.yours) for one in refused.context["differences"]]
    assert seen == [("Word (English)", "Trial", "Test"), ("Word (Nederlands)", "", "Proef")]
    boris.post(url, sent_by(refused))
    term.refresh_from_db()
    words = (term.word_en, term.word_nl, term.word_fr, term.word_uk)
    assert words == ("Test", "Proef", "Projet pilote", "Пілот")


@pytest.mark.django_db
def test_a_third_version_meanwhile_is_a_conflict_again(make_user, sign_in):
    anna, boris = (sign_in(make_user(role="staff")) for _ in range(2))
    url = reverse("glossary:edit", args=[make_term("Pilot").slug])
    of_boris = opened(boris, url)
    for text in ("first", "second"):
        anna.post(url, opened(anna, url) | {"false_friend_en": text})
        refused = boris.post(url, of_boris | {"false_friend_en": "mine"})
        assert refused.status_code == 409
        assert refused.context["differences"][0].theirs == text
        of_boris = sent_by(refused)
    assert boris.post(url, of_boris).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "\x00"])
def test_a_version_made_up_saves_nothing(make_user, sign_in, version):
    browser = sign_in(make_user(role="staff"))
    term = make_term("Pilot")
    url = reverse("glossary:edit", args=[term.slug])
    sent = opened(browser, url) | {"word_en": "Other", "version": version}
    assert browser.post(url, sent).status_code in (200, 409)
    term.refresh_from_db()
    assert term.word_en == "Pilot"


@pytest.mark.django_db(transaction=True)
def test_what_was_deleted_meanwhile_is_not_found(make_user, sign_in):
    browser, term = sign_in(make_user(role="staff")), make_term("Pilot")
    url = reverse("glossary:edit", args=[term.slug])
    sent = opened(browser, url)

    def save():
        try:
            return browser.post(url, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Term.objects.filter(pk=term.pk).delete()
            saving = pool.submit(save)
            until_somebody_waits_for_a_lock()
        assert saving.result() == 404


def until_somebody_waits_for_a_lock():
    end = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
    raise AssertionError("nobody waits")


@pytest.mark.django_db(transaction=True)
def test_of_twenty_savers_at_once_one_wins():
    term = make_term("Pilot")
    outcomes, start = [], threading.Barrier(20)

    def save(number):
        mine = Term.objects.get(pk=term.pk)
        connection.close()
        start.wait()
        mine.word_en = f"Word {number}"
        try:
            mine.save()
            outcomes.append("saved")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", *["stale"] * 19]
    term.refresh_from_db()
    assert term.version == 2
