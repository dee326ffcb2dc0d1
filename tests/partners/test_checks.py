"""Checks of organisations and people: how they are written down, what counts, who sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners import trust
from partners.models import Check, Identifier, IdentifierCheck
from tests import factories
from tests.access.test_queries import DETAIL, queries
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SECRET = "Owned by a shell in Atlantis"


@pytest.fixture
def staff(make_user):
    return make_user(role="staff", name="Mareike Peeters")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


def words(browser, url):
    return " ".join(browser.get(url).content.decode().split())


def said(**changes):
    day = TODAY().isoformat()
    sent = {"kind": "sanctions", "result": "clear", "source": "Register", "checked_on": day}
    return sent | {"valid_until": (TODAY() + timedelta(days=90)).isoformat()} | changes


def kinds(subject):
    return [(one.kind.value, one.result) for one in trust.standing(subject)]


def test_a_check_is_written_down_and_stands_on_the_page(browser, staff):
    port = factories.organisation("Port House")
    url = f"{port.get_absolute_url()}checks/new/"
    assert "not checked" in words(browser, port.get_absolute_url())
    blank = fields(browser.get(url))
    assert blank["checked_on"] == TODAY().isoformat() < blank["valid_until"]
    sent = blank | said(url="register.example.org/port", note=SECRET)
    assert browser.post(url, sent).headers["Location"] == port.get_absolute_url()
    page = words(browser, port.get_absolute_url())
    assert "https://register.example.org/port" in page and "Mareike Peeters" in page
    assert "nothing found" in page and SECRET in page
    assert kinds(port) == [("due-diligence", ""), ("sanctions", "clear")]
    olena = factories.person("Olena Kravets")
    later = (TODAY() + timedelta(days=1)).isoformat()
    wrong = said(kind="", checked_on=later, valid_until="", url="no address")
    wrong_url = f"{olena.get_absolute_url()}checks/new/"
    found = errors(browser.post(wrong_url, wrong))
    assert set(found) == {"kind", "checked_on", "valid_until", "url"}
    assert set(errors(send(browser, wrong_url, **said(result="concern")))) == {"note"}
    early = said(valid_until=(TODAY() - timedelta(days=1)).isoformat())
    assert set(errors(send(browser, wrong_url, **early))) == {"valid_until"}
    assert send(browser, wrong_url, **said(result="blocked", note=SECRET)).status_code == 302
    assert Check.objects.get(person=olena).valid_until is None
    assert SECRET in words(browser, olena.get_absolute_url())


def test_the_newest_check_counts_while_it_is_valid_and_a_block_until_a_newer_one():
    port = factories.organisation("Port House")
    long_ago = TODAY() - timedelta(days=400)
    factories.checked(port, on=long_ago)
    assert kinds(port) == [("due-diligence", ""), ("sanctions", "")]
    assert "out of date since" in str(trust.asked_for([port])[0])
    factories.checked(port, on=long_ago + timedelta(days=5), result="blocked")
    assert [one.blocks for one in trust.standing(port)] == [True, True]
    factories.checked(port)
    assert trust.asked_for([port]) == []
    factories.checked(port, result="open")
    assert [one.result for one in trust.asked_for([port])] == ["open", "open"]
    assert str(trust.asked_for([port])[0]) == "Port House: Due diligence – open question"


def test_nobody_but_the_chamber_sees_any_of_it(make_user, sign_in, browser, client):
    port = factories.organisation("Port House")
    owner = make_user()
    factories.person("Its Owner", organisation=port, role="owner", user=owner)
    factories.checked(port, result="concern", note=SECRET, source="Secret register")
    pages = [port.get_absolute_url(), "/en/partners/?format=csv", "/en/partners/?q=Port"]
    pages += ["/en/account/data/", f"/en/history/partners.organisation/{port.pk}/"]
    for reader in (client, sign_in(make_user()), sign_in(owner)):
        for page in pages:
            answer = reader.get(page)
            shown = b"".join(answer).decode()
            assert SECRET not in shown and "Secret register" not in shown, page
            assert "due diligence" not in shown.lower() and "concern" not in shown.lower()
    assert SECRET in words(browser, port.get_absolute_url())
    read_only = words(sign_in(make_user(role="read-only")), port.get_absolute_url())
    assert SECRET in read_only and "Record a check" not in read_only


def test_a_number_follows_the_newest_comparison(browser, client):
    port = factories.organisation("Port House")
    number = Identifier.objects.create(organisation=port, scheme="KBO", value="0248399380")
    url = f"{port.get_absolute_url()}numbers/{number.pk}/"
    day = (TODAY() - timedelta(days=2)).isoformat()
    sent = {"result": "matches", "source": "Crossroads Bank for Enterprises", "checked_on": day}
    assert send(browser, url, **sent).status_code == 302
    page = words(client, port.get_absolute_url())
    assert "verified" in page and "Crossroads Bank for Enterprises" in page
    assert "Mareike" not in page
    send(browser, url, **sent | {"result": "not-found", "checked_on": TODAY().isoformat()})
    send(browser, url, **sent | {"source": "An older look"})
    number.refresh_from_db()
    assert (number.verified, number.source) == (False, "Crossroads Bank for Enterprises")
    assert "not compared" in words(client, port.get_absolute_url())
    assert "not found" in words(browser, url)
    assert IdentifierCheck.objects.count() == 3
    other = factories.organisation("Other")
    assert browser.get(f"{other.get_absolute_url()}numbers/{number.pk}/").status_code == 404


def test_the_page_costs_the_same_for_one_check_as_for_many(browser):
    port = factories.organisation("Port House")
    olena = factories.person("Olena Kravets", organisation=port)
    counts = []
    for _more in range(2):
        factories.checked(port, olena)
        pages = (port.get_absolute_url(), olena.get_absolute_url())
        counts.append([queries(browser, page) for page in pages])
        factories.checked(port, olena)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= DETAIL
