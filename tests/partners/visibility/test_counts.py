"""Numbers tell too: each reader counts what they may see, whichever way they look."""

import json
import re

import pytest

from tests import factories
from tests.partners.visibility.words import READERS, TABLES

LIST, MAP = "/en/partners/", "/en/partners/map/"
# What the chamber keeps from others, and the published ones for everybody and for members.
SORTS = {
    "public": {},
    "members": {"visibility": "members"},
    "staff": {"visibility": "staff"},
    **{status: {"status": status} for status in ("draft", "review", "expired", "archived")},
}
COUNT = re.compile(r'name="topic" value="harbours"[^>]*><span>[^<]*</span><span>(\d+)</span>')


def rows():
    """(way, {reader: number}) as the table has them."""
    for line in TABLES.with_name("counts.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            way, *numbers = line.split()
            yield way, dict(zip(READERS, map(int, numbers), strict=True))


def beside(query=""):
    """How many the facets of the list count, and how many rows it has, by one page."""

    def look(browser):
        page = browser.get(f"{LIST}?{query}").content.decode()
        [count] = COUNT.findall(page) or ["0"]
        assert page.count('<li class="row">') == int(count)
        return int(count)

    return look


def marked(browser):
    answer = browser.get(f"{MAP}places/?bbox=-180,-85,180,85&zoom=9").json()
    return sum(int(mark["count"]) for mark in answer["marks"])


def in_words(browser):
    place = factories.place("Antwerp", "BE")
    page = browser.get(f"{MAP}popup/?at={place.pk}&topic=harbours").content.decode()
    return int(re.search(r"(\d+) organisations?<", page)[1])


def by_programs(browser):
    answer = browser.get("/api/v1/organisations/?topic=harbours")
    return len(json.loads(answer.content)["items"])


WAYS = {
    "facets": beside(),
    "facet-chosen": beside("topic=harbours"),
    "other-chosen": beside("kind=company"),
    "words": beside("q=harbours"),
    "map": marked,
    "popup": in_words,
    "api": by_programs,
}


@pytest.fixture
def readers(make_user):
    antwerp = factories.place("Antwerp", "BE", latitude=51.2, longitude=4.4)
    harbours = [factories.topic("Harbours")]
    made = {
        name: factories.organisation(f"{name} house", seat=antwerp, topics=harbours, **fields)
        for name, fields in SORTS.items()
    }
    found = {name: make_user() for name in READERS[1:6]}
    belongs = {"newcomer": ["draft"], "member": ["public"], "viewer": ["public"], "owner": SORTS}
    for name, where in belongs.items():
        person = factories.person(user=found[name])
        for sort in where:
            person.memberships.create(organisation=made[sort], role="viewer")
    factories.indexed()
    return found | {name: make_user(role=name) for name in ("read-only", "staff")}


@pytest.mark.django_db
@pytest.mark.usefixtures("unwatched")
def test_everybody_counts_what_they_may_see(readers, client, sign_in):
    listed = dict(rows())
    assert listed.keys() == WAYS.keys()
    browsers = {name: sign_in(readers[name]) if name in readers else client for name in READERS}
    for way, look in WAYS.items():
        assert {name: look(browsers[name]) for name in READERS} == listed[way], way
