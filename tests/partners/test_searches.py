"""Saved searches: kept from the list, and told about when somebody is new."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chamber.links import tokens
from chamber.mail.models import OutgoingMail
from partners import watching
from partners.models import SavedSearch
from tests import factories
from tests.access.test_queries import LIST, queries

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 5, 10, 9, tzinfo=ZoneInfo("Europe/Brussels"))
DAY = timedelta(days=1)


@pytest.fixture
def owner(make_user):
    return make_user(language="nl", name="Olena")


@pytest.fixture
def browser(owner, sign_in):
    return sign_in(owner)


def save(browser, query="kind=museum", **fields):
    address = f"/en/partners/searches/new/?view=map&of={query.replace('&', '%26')}"
    browser.post(address, {"name": "Museums", "view": "map", "alert": "daily", **fields})
    return SavedSearch.objects.latest("pk")


def mails():
    return list(OutgoingMail.objects.filter(kind="partners/mail/search").order_by("pk"))


def rounds(*moments):
    factories.indexed()
    for moment in moments:
        watching.go_round(moment)


@pytest.fixture
def search(browser):
    factories.organisation("Old Museum", kind="museum")
    factories.indexed()
    search = save(browser)
    SavedSearch.objects.update(looked_at=MORNING - DAY)
    return search


def test_one_is_kept_opened_renamed_and_deleted(browser, owner, make_user, sign_in):
    page = browser.get("/en/partners/searches/new/?view=map&of=kind%3Dmuseum%26cursor%3Dx")
    assert "Kind: museum" in page.content.decode()
    search = save(browser, "kind=museum&q=port&cursor=x", alert="never")
    assert search.get_absolute_url() == "/en/partners/map/?kind=museum&q=port"
    address = f"/en/partners/searches/{search.pk}/edit/"
    said = {"name": "Ports", "view": "cards", "alert": "weekly", "for_staff": "on"}
    browser.post(address, said)
    listed = browser.get("/en/partners/searches/").content.decode()
    assert 'href="/en/partners/cards/?kind=museum&amp;q=port">Ports</a>' in listed
    assert "once a week" in listed
    staff, stranger = sign_in(make_user(role="staff")), sign_in(make_user())
    assert "Ports" not in staff.get("/en/partners/searches/").content.decode()
    assert stranger.get(address).status_code == 404
    canned = save(staff, name="Canned", for_staff="on", alert="never")
    other = sign_in(make_user(role="read-only"))
    assert "Canned" in other.get("/en/partners/searches/").content.decode()
    assert other.get(f"/en/partners/searches/{canned.pk}/edit/").status_code == 403
    assert "Canned" not in browser.get("/en/partners/searches/").content.decode()
    browser.post(f"/en/partners/searches/{search.pk}/delete/")
    assert not owner.searches.exists()


def test_the_round_tells_once_of_the_new_ones_that_the_owner_may_see(search, owner):
    rounds(MORNING)
    assert mails() == []
    factories.organisation("New Museum", kind="museum", name_nl="Nieuw Museum")
    factories.organisation("Hidden Museum", kind="museum", visibility="members")
    factories.organisation("Port")
    rounds(MORNING + timedelta(hours=3), MORNING + timedelta(hours=16))  # the same day, at night
    assert mails() == []
    rounds(MORNING + DAY, MORNING + DAY, MORNING + DAY + timedelta(hours=1))
    [mail] = mails()
    assert (mail.to, mail.language) == (owner.email, "nl")
    assert "Nieuw Museum: http" in mail.text
    assert "/nl/partners/new-museum/" in mail.text
    for absent in ("Old Museum", "Hidden", "Port:"):
        assert absent not in mail.text
    factories.person(organisation=factories.organisation(), user=owner)  # now a member
    rounds(MORNING + 2 * DAY)
    assert "Hidden Museum" in mails()[1].text
    assert "Nieuw Museum" not in mails()[1].text


def test_a_week_is_a_week_and_many_are_named_in_part(search, browser):
    SavedSearch.objects.update(alert="weekly")
    for number in range(22):
        factories.organisation(f"Museum {number:02}", kind="museum")
    rounds(*(MORNING + number * DAY for number in range(6)))
    assert mails() == []
    rounds(MORNING + 6 * DAY)
    [mail] = mails()
    assert mail.text.count("- Museum") == 20
    assert "22" in mail.subject


def test_unsubscribing_stops_it_until_it_is_asked_for_again(search, browser, client, owner):
    factories.organisation("Second Museum", kind="museum")
    rounds(MORNING)
    [mail] = mails()
    assert tokens.placeholder(mail.unsubscribe) in mail.text
    post = tokens.one_click_url(mail.unsubscribe)
    assert client.post(post[post.index("/l/") :]).status_code == 204
    factories.organisation("Third Museum", kind="museum")
    rounds(MORNING + DAY)
    assert len(mails()) == 1
    assert "You unsubscribed" in browser.get("/en/partners/searches/").content.decode()
    said = {"name": "Museums", "view": "map", "alert": "daily"}
    browser.post(f"/en/partners/searches/{search.pk}/edit/", said)
    SavedSearch.objects.update(looked_at=MORNING + DAY)
    factories.organisation("Fourth Museum", kind="museum")
    rounds(MORNING + 2 * DAY)
    assert "Fourth" in mails()[1].text
    owner.is_active = False
    owner.save()
    factories.organisation("Fifth Museum", kind="museum")
    rounds(MORNING + 4 * DAY)
    assert len(mails()) == 2


def test_what_finds_all_cannot_be_watched(browser, monkeypatch):
    monkeypatch.setattr(watching, "AT_MOST", 1)
    factories.organisation()
    factories.organisation()
    answer = browser.post(
        "/en/partners/searches/new/?of=", {"name": "All", "view": "map", "alert": "daily"}
    )
    assert "This search finds more than 1 organisations" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_what_the_list_costs(browser):
    save(browser)
    once = queries(browser, "/en/partners/searches/")
    save(browser)
    save(browser)
    assert queries(browser, "/en/partners/searches/") == once <= LIST
