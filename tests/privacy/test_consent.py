"""The consent log: what stands, what was withdrawn, and in whose words."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from chamber.privacy import consent, purposes
from chamber.privacy.models import Consent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
OLENA = "olena@example.org"


def give(address=OLENA, *, at=NOON):
    return consent.give(address, purpose="news", how="sign-up page", at=at)


def test_a_yes_stands_until_it_is_taken_back():
    assert not consent.stands(OLENA, purpose="news")
    give()
    assert consent.stands("Olena@Example.org", purpose="news")
    consent.withdraw(OLENA, purpose="news", how="my data", at=NOON + timedelta(days=1))
    assert not consent.stands(OLENA, purpose="news")
    row = Consent.objects.get()
    assert (row.given_at, row.withdrawn_at) == (NOON, NOON + timedelta(days=1))
    assert (row.how, row.withdrawn_how) == ("sign-up page", "my data")


def test_the_same_yes_twice_is_one_row():
    first = give()
    assert give(at=NOON + timedelta(hours=1)) == first
    assert Consent.objects.get().given_at == NOON


def test_a_yes_after_a_no_is_a_new_row():
    give()
    consent.withdraw(OLENA, purpose="news", how="unsubscribe", at=NOON)
    give()
    assert consent.stands(OLENA, purpose="news")
    assert not consent.refused(OLENA, purpose="news")
    assert Consent.objects.count() == 2


def test_a_yes_to_an_older_text_no_longer_stands(monkeypatch):
    give()
    newer = replace(purposes.get("news"), version=2)
    monkeypatch.setitem(purposes._purposes, "news", newer)
    assert not consent.stands(OLENA, purpose="news")
    give(at=NOON + timedelta(days=1))
    assert consent.stands(OLENA, purpose="news")
    versions = Consent.objects.order_by("pk").values_list("text_version", "withdrawn_how")
    assert list(versions) == [(1, "new text"), (2, "")]


def test_a_no_without_a_yes_is_remembered_once():
    for _ in range(2):
        consent.withdraw(OLENA, purpose="news", how="one click", at=NOON)
    assert consent.refused(OLENA, purpose="news")
    assert Consent.objects.get().given_at is None


def test_an_unknown_purpose_cannot_be_agreed_to():
    with pytest.raises(KeyError):
        consent.give(OLENA, purpose="nobody knows", how="page", at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_pages_that_say_yes_at_once_make_one_row():
    def one(_):
        try:
            return give().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(one, range(8)))) == 1
    assert Consent.objects.count() == 1
