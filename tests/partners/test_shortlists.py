"""Shortlists: who may read and change one, in which order, and what travels with a mission."""

import pytest
from django.urls import reverse

from partners import shortlisting
from partners.models import Shortlist
from tests import factories
from tests.access.test_queries import DETAIL, LIST, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [factories.organisation(name) for name in ("Port", "Museum", "University")]


@pytest.fixture
def owner(make_user):
    user = make_user(name="Olena")
    factories.official(user)
    return user


@pytest.fixture
def shortlist(owner, three):
    row = Shortlist.objects.create(name="Sensors for Odesa", owner=owner)
    shortlisting.add(row, three, why="has sensors", by=owner)
    return row


def names(browser, shortlist):
    page = browser.get(shortlist.get_absolute_url()).content.decode()
    found = [name for name in ("Port", "Museum", "University") if f">{name}</a>" in page]
    return sorted(found, key=lambda name: page.index(f">{name}</a>"))


def press(browser, shortlist, do, name, **more):
    row = shortlist.rows.get(organisation__name_en=name)
    return browser.post(shortlist.get_absolute_url(), {"do": do, "key": row.pk, **more})


def test_one_is_made_from_the_list_and_put_in_order(owner, three, sign_in):
    browser = sign_in(owner)
    add = "/en/partners/shortlists/add/?with=port&with=museum&with=nobody"
    refused = browser.post(add, {"to": "new", "name": "", "why": "near"})
    assert "Enter a name for the new shortlist." in refused.content.decode()
    assert not Shortlist.objects.exists()
    browser.post(add, {"to": "new", "name": "Sensors", "why": "near"})
    made = Shortlist.objects.get()
    add = "/en/partners/shortlists/add/?with=university&with=port"
    browser.post(add, {"to": made.pk, "why": "=cmd()"})
    assert names(browser, made) == ["Port", "Museum", "University"]
    press(browser, made, "up", "University")
    press(browser, made, "down", "Port")
    press(browser, made, "down", "Museum")
    assert names(browser, made) == ["University", "Port", "Museum"]
    press(browser, made, "explain", "Museum", why="because of the cellar")
    press(browser, made, "remove", "Port")
    assert names(browser, made) == ["University", "Museum"]
    file = b"".join(browser.get(f"{made.get_absolute_url()}?format=csv")).decode()
    assert [line.split(",")[0] for line in file.splitlines()] == [
        "\ufeffName",
        "University",
        "Museum",
    ]
    assert "'=cmd()" in file
    assert "because of the cellar" in file
    page = browser.get("/en/partners/museum/").content.decode()
    assert made.get_absolute_url() in page
    assert "/en/partners/shortlists/add/?with=museum" in page


def test_strangers_find_nothing_and_readers_only_read(shortlist, owner, make_user, sign_in):
    reader, stranger = make_user(), make_user()
    colleague, boss = make_user(role="read-only"), make_user(role="staff")
    url, edit = shortlist.get_absolute_url(), reverse("partners:shortlist_edit", args=[1])
    edit = edit.replace("/1/", f"/{shortlist.pk}/")
    for user in (reader, stranger, colleague, boss):
        assert sign_in(user).get(url).status_code == 404
        assert sign_in(user).get(edit).status_code == 404
    share = reverse("partners:shortlist_share", args=[shortlist.pk])
    browser = sign_in(owner)
    browser.post(share, {"for_chamber": "on", "address": reader.email.upper()})
    assert names(sign_in(reader), shortlist) == ["Port", "Museum", "University"]
    for user in (reader, colleague):
        assert press(sign_in(user), shortlist, "remove", "Port").status_code == 403
        assert sign_in(user).get(edit).status_code == 403
        assert sign_in(user).get(share).status_code == 403
    assert press(sign_in(boss), shortlist, "up", "Museum").status_code == 302
    assert names(sign_in(colleague), shortlist) == ["Museum", "Port", "University"]
    assert sign_in(stranger).get(url).status_code == 404
    browser.post(share, {"remove": reader.email})
    assert sign_in(reader).get(url).status_code == 404


def test_what_a_reader_may_not_see_is_left_out(shortlist, three, owner, sign_in):
    port = three[0]
    port.status = "archived"
    port.save()
    browser = sign_in(owner)
    assert names(browser, shortlist) == ["Museum", "University"]
    assert b"Port" not in b"".join(browser.get(f"{shortlist.get_absolute_url()}?format=csv"))
    press(browser, shortlist, "up", "University")
    assert names(browser, shortlist) == ["University", "Museum"]
    assert press(browser, shortlist, "remove", "Port").status_code == 404
    assert shortlist.rows.count() == 3


def test_a_mission_takes_one_along(shortlist, three, owner, make_user, sign_in):
    staff, traveller = make_user(role="staff"), make_user()
    mission = factories.mission(staff)
    person = factories.person(user=traveller)
    factories.participant(mission, person=person, state="invited")
    Shortlist.objects.filter(pk=shortlist.pk).update(for_chamber=True)
    browser, own = sign_in(staff), sign_in(traveller)
    share = reverse("missions:shortlist_share", args=[shortlist.pk])
    assert own.get(shortlist.get_absolute_url()).status_code == 404
    assert "Share with this mission" in browser.get(shortlist.get_absolute_url()).content.decode()
    for _twice in range(2):
        browser.post(share, {"do": "share", "key": mission.pk})
    tab = reverse("missions:partners", args=[mission.pk])
    page = browser.get(tab).content.decode()
    assert page.count("Shortlist “Sensors for Odesa”") == 1
    assert "has sensors" in page
    browser.post(tab, {"do": "add", "key": three[0].pk})
    assert mission.partners.get().organisation == three[0]
    assert "host of this mission" in browser.get(tab).content.decode()
    assert names(own, shortlist) == ["Port", "Museum", "University"]
    assert press(own, shortlist, "remove", "Port").status_code == 403
    assert "Sensors for Odesa" in own.get("/en/today/").content.decode()
    three[1].visibility = "staff"
    three[1].save()
    assert names(own, shortlist) == ["Port", "University"]
    browser.post(share, {"do": "take_back", "key": mission.pk})
    assert own.get(shortlist.get_absolute_url()).status_code == 404


def test_what_shortlists_cost(owner, make_user, sign_in):
    browser, counts = sign_in(make_user(role="staff")), []
    mission = factories.mission(make_user(role="staff"))
    one = Shortlist.objects.create(name="One", owner=owner, for_chamber=True)
    for times in (1, 2):
        for _more in range(times):
            shortlisting.add(
                one, [factories.organisation(operating_place=factories.place())], by=owner
            )
            more = Shortlist.objects.create(name="More", owner=owner, for_chamber=True)
            mission.shortlists.create(shortlist=more, at=mission.created_at)
        tab = reverse("missions:partners", args=[mission.pk])
        pages = ["/en/partners/shortlists/", one.get_absolute_url(), tab]
        counts.append([queries(browser, page) for page in pages])
    assert counts[0] == counts[1]
    assert counts[0][0] <= LIST
    assert max(counts[0]) <= DETAIL
