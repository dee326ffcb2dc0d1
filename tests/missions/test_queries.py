"""What the pages of a mission cost: the same for one row as for three of each."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chamber.bookings.models import Resource
from chamber.jobs.models import Task
from missions import hosts, planning, programme
from missions.models import ProgrammeItem
from partners.models import MatchProfile, Suggestion
from tests import factories
from tests.access.test_queries import LIST, queries
from tests.missions.test_hosts import PARTS

pytestmark = pytest.mark.django_db
WORKSPACE = 20


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def browser(staff, sign_in):
    browser = sign_in(staff)
    browser.get("/en/account/")  # notes the session
    return browser


@pytest.fixture
def mission(staff):
    mission = factories.mission(staff)
    planning.set_targets(mission, {"participants": 4, "hosts": 3, "needs": 2})
    return mission


def grow(mission, staff):
    """One more of everything the tabs show."""
    number = mission.items.count()
    need, port = factories.need(), factories.organisation()
    technology = factories.technology(providers=[port])
    for owner, kind in [(need, "need"), (technology, "technology")]:
        titles = {"en": owner.title_en}
        owner.profile = MatchProfile.objects.create(kind=kind, titles=titles, provider=port)
        owner.save()
    planning.choose_needs(mission, add=[need], drop=[], by=staff)
    pair = {"seeker": need.profile, "candidate": technology.profile, "parts": PARTS}
    suggestion = Suggestion.objects.create(**pair, score=82, computed_at=timezone.now())
    hosts.choose(mission, suggestion, by=staff, at=timezone.now())
    factories.participant(mission, organisation=port).log("created", by=staff)
    start = factories.moment(11, 9 + number)
    item = ProgrammeItem(mission=mission, title_en="Visit", state="confirmed")
    item.starts_at, item.ends_at = start, start + timedelta(minutes=45)
    interpreter = Resource.objects.create(kind="interpreter", label="I. Bondar")
    parts = {"hosts": [port], "resources": [interpreter], "needs": [need]}
    cities = mission.delegations.all()[:2]
    programme.add(item, **parts, delegations=cities, by=staff, at=timezone.now())
    address = reverse("missions:mission", args=[mission.pk])
    Task.objects.create(what="Call the port", owner=staff, due=timezone.now(), url=address)


def test_the_list(browser, staff):
    for number in (1, 2):
        for _more in range(number):
            factories.mission(staff)
        assert queries(browser, reverse("missions:missions")) == 7 <= LIST


def test_the_workspace(browser, mission):
    counts = {
        "mission": 17,
        "needs": 12,
        "partners": 16,
        "delegation": 11,
        "programme": 14,
        "brief": 19,
        "mission_edit": 10,
        "item_new": 10,
    }
    assert max(counts.values()) <= WORKSPACE

    def costs(name):
        address = reverse(f"missions:{name}", args=[mission.pk])
        return queries(browser, f"{address}?day=2027-05-11")

    grow(mission, mission.lead)
    assert {name: costs(name) for name in counts} == counts
    grow(mission, mission.lead)
    grow(mission, mission.lead)
    assert {name: costs(name) for name in counts} == counts


def test_home(staff, client):
    """The newest needs and the next mission: the same for one as for many."""
    factories.need(topics=[factories.topic()])
    factories.mission(staff, is_public=True)
    once = queries(client, "/en/")
    for _ in range(3):
        factories.need(topics=[factories.topic("Energy")])
        factories.mission(staff, is_public=True)
    assert queries(client, "/en/") == once == 7
