"""The mission's pages: set up and changed by those who plan, read by everybody as far as may be."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chamber.chain.steps import overview
from chamber.jobs.models import Task
from chamber.slots import objectives
from missions import planning
from missions.models import Mission
from missions.navigation import overtaken
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(make_user):
    return make_user(role="staff", name="Joris De Smet")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


@pytest.fixture
def mission(staff):
    return factories.mission(staff)


def url(name, mission, *more):
    return reverse(f"missions:{name}", args=[mission.pk, *more])


def form(lead, **fields):
    cities = [factories.place(name).pk for name in ("Odesa", "Mykolaiv", "Kherson")]
    return {
        "title_en": "Technology transfer mission to Flanders",
        "host_region_en": "Flanders",
        "kinds": ["fact-finding", "technology-transfer"],
        "objectives": [2, 5],
        "cities": cities,
        "capacity": 28,
        "starts_at": "2027-05-10T09:00",
        "ends_at": "2027-05-14T16:30",
        "answer_by": "2027-04-16T17:00",
        "target_participants": 28,
        "target_hosts": 6,
        "lead": lead.pk,
        **fields,
    }


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_mission_is_set_up_with_all_that_belongs_to_it(browser, staff):
    answer = browser.post(reverse("missions:mission_new"), form(staff), follow=True)
    mission = Mission.objects.get()
    assert (mission.state, mission.pool.capacity) == ("draft", 28)
    assert mission.starts_at == factories.moment(10, 9)  # what the clock in Brussels showed
    assert {str(one) for one in mission.delegations.all()} == {"Odesa", "Mykolaiv", "Kherson"}
    targets = dict(mission.targets.values_list("what", "value"))
    assert targets == {"participants": 28, "hosts": 6}
    assert mission.brief.pk
    page = text(answer)
    assert "Choose the needs that travel along." in page
    assert "<b>0</b> of 28" in page


def test_what_is_wrong_is_said_at_the_field_and_input_stays(browser, staff):
    for fields, at, words in [
        ({"ends_at": "2027-05-10T09:00"}, "ends_at", "A mission ends after it starts."),
        ({"ends_at": "2028-05-10T09:00"}, "ends_at", "A mission lasts 100 days at most."),
        ({"answer_by": "2027-05-11T09:00"}, "answer_by", "People answer before the mission"),
        ({"starts_at": "2027-03-28T02:30"}, "starts_at", "Europe/Brussels"),  # a skipped hour
        ({"title_en": ""}, "title_en", "Enter the title in English."),
    ]:
        sent = form(staff, title_uk="Місія", **fields)
        answer = browser.post(reverse("missions:mission_new"), sent)
        assert words in str(answer.context["form"].errors[at])
        assert 'value="Місія"' in answer.content.decode()
    assert not Mission.objects.exists()


def test_two_people_who_edit_at_once_see_both_texts(browser, staff, mission):
    address, sent = url("mission_edit", mission), form(staff, version=mission.version)
    assert browser.post(address, sent | {"title_en": "To Flanders and Zeeland"}).status_code == 302
    answer = browser.post(address, sent | {"title_en": "To Antwerp", "capacity": 30})
    assert answer.status_code == 409
    assert "To Flanders and Zeeland" in text(answer)
    assert "To Antwerp" in text(answer)
    mission.refresh_from_db()
    assert (mission.title_en, mission.pool.capacity) == ("To Flanders and Zeeland", 28)


def test_changes_do_not_leave_people_or_items_behind(browser, staff, mission):
    factories.participant(mission, "Kherson")
    factories.item(mission)
    sent = form(staff, version=mission.version, starts_at="2027-05-12T09:00", capacity=40)
    sent["cities"] = sent["cities"][:1]
    answer = browser.post(url("mission_edit", mission), sent)
    errors = answer.context["form"].errors
    assert errors["cities"] == ["Kherson has participants or a part of its own in the programme."]
    assert errors["starts_at"] == ["1 item of the programme would lie outside the mission."]
    sent |= {"starts_at": "2027-05-10T09:00", "cities": form(staff)["cities"][1:]}
    assert browser.post(url("mission_edit", mission), sent).status_code == 302
    mission.pool.refresh_from_db()
    assert mission.pool.capacity == 40
    assert [str(one) for one in mission.delegations.all()] == ["Mykolaiv", "Kherson"]


def test_everybody_reads_what_is_public_and_nothing_else(mission, staff, make_user, sign_in):
    who = factories.participant(mission, person=factories.person("Olena Bondar"))
    need = factories.need()
    hidden = factories.need("A city that is not named", status="draft")
    planning.choose_needs(mission, add=[need, hidden], drop=[], by=staff)
    strangers = [Client(), sign_in(make_user())]
    for state, public, status in [
        ("draft", True, 404),
        ("inviting", False, 404),
        ("inviting", True, 200),
    ]:
        Mission.objects.update(state=state, is_public=public)
        for stranger in strangers:
            answer = stranger.get(url("mission", mission))
            listed = stranger.get(reverse("missions:missions"))
            assert answer.status_code == status
            assert (str(mission) in text(listed)) == (status == 200)
            assert who.person.family_name not in text(answer)
    assert str(need) in text(answer)
    assert str(hidden) not in text(answer)
    assert "10:00 – Fri 14 May 2027, 17:30" in text(answer)  # in Kyiv


def test_a_mission_is_moved_on_and_cancelled_by_its_buttons(browser, mission):
    assert b"Confirm the mission" in browser.get(url("mission", mission)).content
    browser.post(url("mission_advance", mission), {"to": "confirmed"})
    answer = browser.post(url("mission_advance", mission), {"to": "inviting"}, follow=True)
    assert "Nothing was changed. The state of the mission is: confirmed." in text(answer)
    assert browser.post(url("mission_advance", mission), {"to": "cancelled"}).status_code == 400
    assert b"cannot be taken up again" in browser.get(url("mission_cancel", mission)).content
    answer = browser.post(url("mission_cancel", mission), follow=True)
    assert "State of the mission: cancelled" in text(answer)
    assert b"What comes next" not in answer.content


def test_two_who_choose_needs_at_once_do_not_undo_each_other(browser, mission):
    pump, queue, school = (factories.need(title) for title in ("Pumps", "Queue", "School"))
    address = url("needs", mission)
    browser.post(address, {"need": [pump.pk, queue.pk]})
    browser.post(address, {"was": [pump.pk, queue.pk], "need": [pump.pk]})
    browser.post(address, {"was": [pump.pk, queue.pk], "need": [pump.pk, queue.pk, school.pk]})
    assert set(mission.needs.all()) == {pump, school}
    elsewhere = factories.need(city="Lviv")
    browser.post(address, {"need": [elsewhere.pk, "x", 10**30]})
    assert set(mission.needs.all()) == {pump, school}
    page = text(browser.get(address))
    assert f'name="was" value="{school.pk}"' in page
    assert str(elsewhere) not in page


def test_people_join_a_delegation_until_they_are_invited(browser, mission):
    council = factories.city_council()
    olena = factories.person("Olena Bondar", organisation=council)
    found = text(browser.get(url("delegation", mission), {"q": "bondar olena"}))
    assert url("participant_new", mission, olena.pk) in found
    address, city = url("participant_new", mission, olena.pk), mission.delegations.first()
    sent = {"side": "delegation", "organisation": council.pk, "places": 2, "role": "Deputy mayor"}
    answer = browser.post(address, sent)
    assert "Say with which city this person comes." in text(answer)
    answer = browser.post(address, sent | {"delegation": city.pk}, follow=True)
    assert "Deputy mayor" in text(answer)
    assert "2 places" in text(answer)
    olena_there = mission.participants.get()
    assert "already" in text(browser.post(address, sent | {"delegation": city.pk}))
    olena_there.turn("invited")
    browser.post(url("delegation", mission), {"remove": olena_there.pk})
    assert mission.participants.exists()
    olena_there.turn("chosen")
    browser.post(url("delegation", mission), {"remove": olena_there.pk})
    assert not mission.participants.exists()


def test_the_overview_says_what_is_to_be_done_and_how_far_it_is(browser, staff, mission):
    planning.set_targets(mission, {"participants": 4, "needs": 1})
    for state in ("accepted", "accepted", "tentative"):
        factories.participant(mission, state=state)
    need = factories.need()
    planning.choose_needs(mission, add=[need], drop=[], by=staff)
    factories.item(mission, state="confirmed").needs.add(need)
    sent = {"what": "Confirm the hosts", "owner": staff.pk, "due": "2027-04-06T10:00"}
    assert f'value="{mission}"' in text(browser.get(url("task_new", mission)))  # belongs to
    page = text(browser.post(url("task_new", mission), sent, follow=True))
    assert Task.objects.get().url == f"/en/missions/{mission.pk}/"
    assert "Confirm the hosts" in page
    assert "<b>2</b> of 4" in page
    assert "<b>1</b> of 1" in page
    assert "Need that travels along: Shorten the lorry queue at the port gates" in page
    assert "Confirm the hosts" in text(browser.get(f"/nl/missions/{mission.pk}/"))


def test_the_pages_below_show_missions(browser, staff, mission):
    factories.participant(mission, state="accepted")
    factories.item(mission, state="confirmed")
    fifth = next(one for one in objectives if one.number == 5)
    reading = fifth.read(staff, factories.moment(1))
    assert (reading.value, str(reading.next_date)) == (1, "2027-05-10")
    steps = {row["label"]: row["figure"] for row in overview(staff)}
    assert (steps["Mission"], steps["Meeting"]) == ("1 mission", "1 confirmed")
    assert next(overtaken(staff, factories.moment(1))).due == mission.answer_by
    Mission.objects.update(answer_by=timezone.now(), state="completed")
    assert not list(overtaken(staff, factories.moment(1)))
    assert 'href="/en/missions/" aria-current="page"' in text(browser.get("/en/missions/"))
