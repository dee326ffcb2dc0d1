"""Who receives the mission: from a suggestion or by name, with a state that people set."""

import pytest
from django.urls import reverse
from django.utils import timezone

from chamber.chain.models import ChainLink
from missions import planning
from missions.models import MissionPartner, ProgrammeItem
from partners.models import MatchProfile, Suggestion
from tests import factories

pytestmark = pytest.mark.django_db
PARTS = [
    {"part": "evidence", "points": 12.0, "of": 15.0, "facts": {"evidence": "reference"}},
    {"part": "place", "points": 5.0, "of": 5.0, "facts": {"country": "BE"}},
]


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


@pytest.fixture
def mission(staff):
    """With one need, for which one technology of the port is suggested."""
    mission = factories.mission(staff)
    planning.choose_needs(mission, add=[factories.need()], drop=[], by=staff)
    return mission


@pytest.fixture
def port(db):
    return factories.organisation("Port of Antwerp-Bruges")


@pytest.fixture
def suggestion(mission, port):
    need, technology = mission.needs.get(), factories.technology(providers=[port])
    for owner, kind in [(need, "need"), (technology, "technology")]:
        owner.profile = MatchProfile.objects.create(kind=kind, titles={"en": owner.title_en})
        owner.save()
    MatchProfile.objects.filter(pk=technology.profile_id).update(provider=port, is_open=True)
    return Suggestion.objects.create(
        seeker=need.profile,
        candidate=technology.profile,
        score=82,
        parts=PARTS,
        computed_at=timezone.now(),
    )


@pytest.fixture
def press(browser, mission):
    """``press("choose", row)``: the button beside it."""
    address = reverse("missions:partners", args=[mission.pk])

    def post(do, row, **fields):
        return browser.post(address, {"do": do, "key": row.pk} | fields, follow=True)

    return post


def test_what_is_chosen_is_accepted_and_linked(press, mission, suggestion, port, browser):
    page = browser.get(reverse("missions:partners", args=[mission.pk])).content.decode()
    assert "There is a reference with figures, not yet audited." in page
    press("choose", suggestion)
    answer = press("choose", suggestion)
    partner = mission.partners.get()
    suggestion.refresh_from_db()
    assert (partner.organisation, partner.state) == (port, "chosen")
    assert list(partner.suggestions.all()) == [suggestion]
    assert suggestion.state == "accepted"
    assert b"host of this mission" in answer.content
    led = {(link.from_step, str(link.from_object)) for link in ChainLink.objects.into(mission)}
    assert {("partner", str(port)), ("technology", "Gate appointments")} <= led


def test_what_does_not_fit_is_gone_with_its_reason(press, suggestion):
    answer = press("dismiss", suggestion, reason="Too large for this port.")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason) == ("dismissed", "Too large for this port.")
    assert b"Nothing fits this need yet." in answer.content


def test_a_host_found_by_name_confirms_declines_and_leaves(press, mission, port, browser):
    address = reverse("missions:partners", args=[mission.pk])
    assert b"Port of Antwerp-Bruges" in browser.get(address, {"q": "antwerp PORT"}).content
    press("add", port)
    partner = mission.partners.get()
    for do, state in [("confirm", "confirmed"), ("decline", "declined"), ("ask", "chosen")]:
        press(do, partner)
        assert mission.partners.get().state == state
    verbs = mission.log_entries().values_list("verb", flat=True)
    assert {"host_chosen", "host_confirmed", "host_declined"} <= set(verbs)
    press("remove", partner)
    assert not MissionPartner.objects.exists()
    assert not ChainLink.objects.filter(from_step="partner").exists()


def test_who_stands_in_the_programme_stays(press, mission, port):
    press("add", port)
    item = factories.item(mission)
    item.hosts.add(port)
    answer = press("remove", mission.partners.get())
    assert b"stands in the programme" in answer.content
    assert mission.partners.exists()
    ProgrammeItem.objects.all().delete()
    press("remove", mission.partners.get())
    assert not mission.partners.exists()


def test_one_mission_does_not_decide_for_another(press, staff, suggestion):
    other = factories.mission(staff)
    partner = other.partners.create(organisation=factories.organisation())
    assert press("confirm", partner).status_code == 404
    Suggestion.objects.update(seeker=MatchProfile.objects.create(kind="need"))
    assert press("choose", suggestion).status_code == 404
