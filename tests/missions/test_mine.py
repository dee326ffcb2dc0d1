"""What people find of missions and needs after signing in, and everybody on the home page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chamber.mail.models import OutgoingMail
from missions import answers, invitations
from missions.models import Mission
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def mission(staff):
    return factories.mission(staff, is_public=True)


@pytest.fixture
def olena(make_user):
    return make_user(email="olena@example.org")


@pytest.fixture
def invitation(mission, staff, olena):
    person = factories.person("Olena Kravets", user=olena, email=olena.email)
    return invitations.invite(factories.participant(mission, person=person), by=staff)


def today(sign_in, user):
    return sign_in(user).get("/en/today/")


def test_an_invitation_waits_for_the_invited_and_for_nobody_else(
    invitation, olena, make_user, sign_in
):
    page = today(sign_in, olena)
    [entry] = page.context["entries"]
    assert (entry.what, entry.due) == ("Say if you come", invitation.participant.mission.answer_by)
    assert f'href="{entry.url}"' in page.content.decode()
    shown = sign_in(olena).get(entry.url, follow=True, secure=True)
    assert 'name="answer"' in shown.content.decode()
    assert today(sign_in, make_user()).context["entries"] == []


def test_who_has_answered_finds_the_mission_and_nothing_waits(invitation, olena, sign_in):
    answers.answer(invitation, said="yes")
    page = today(sign_in, olena)
    assert page.context["entries"] == []
    assert "Your missions" in page.content.decode()
    assert "comes" in page.content.decode()
    answers.answer(invitation, said="no")
    assert "Your missions" not in today(sign_in, olena).content.decode()


def test_an_invitation_that_was_taken_back_waits_no_more(invitation, olena, sign_in):
    invitation.link.revoked_at = timezone.now()
    invitation.link.save()
    assert today(sign_in, olena).context["entries"] == []


def test_an_offered_place_waits_until_the_offer_ends(staff, make_user, sign_in):
    mission = factories.mission(staff, capacity=1)
    first, second = (
        invitations.invite(factories.participant(mission, person=person), by=staff)
        for person in (
            factories.person("First"),
            factories.person("Second", user=make_user(email="second@example.org")),
        )
    )
    answers.answer(first, said="yes")
    answers.answer(second, said="yes")
    answers.answer(first, said="no")
    second.participant.refresh_from_db()
    [entry] = today(sign_in, second.participant.person.user).context["entries"]
    assert entry.what == "Take the place that is offered to you"
    assert entry.due == second.participant.seat.offered_until


def test_an_official_finds_the_needs_of_the_own_city(make_user, sign_in):
    official = make_user()
    factories.official(official, "Odesa")
    factories.need("Cranes for Odesa", city="Odesa", status="draft")
    factories.need("Water for Kherson", city="Kherson")
    page = today(sign_in, official).content.decode()
    assert "Needs of your city" in page
    assert "Cranes for Odesa" in page
    assert "Water for Kherson" not in page


def test_the_home_page_tells_of_the_newest_needs_and_the_next_mission(staff, client):
    factories.need("A draft", status="draft")
    for number in range(5):
        factories.need(f"Need number {number}")
    for title, days, fields in [
        ("Later", 90, {"is_public": True}),
        ("Next one", 60, {"is_public": True}),
        ("Not for everybody", 30, {}),
        ("Past", -30, {"is_public": True}),
        ("Cancelled", 20, {"is_public": True, "state": Mission.State.CANCELLED}),
    ]:
        start = timezone.now() + timedelta(days=days)
        moments = {"starts_at": start, "ends_at": start + timedelta(days=4)}
        factories.mission(staff, title=title, **moments, **fields)
    page = client.get("/en/").content.decode()
    assert [f"Need number {number}" in page for number in range(5)] == [False, *[True] * 4]
    assert "Next one" in page
    for unseen in ("A draft", "Later", "Not for everybody", "Past", "Cancelled"):
        assert f">{unseen}</a>" not in page


def test_an_invitation_that_can_still_be_taken_back_is_not_shown(mission, staff, olena, sign_in):
    person = factories.person("Olena Kravets", user=olena, email=olena.email)
    participant = factories.participant(mission, person=person)
    invitation = invitations.invite(participant, by=staff, undo=600)
    assert today(sign_in, olena).context["entries"] == []
    OutgoingMail.objects.filter(pk=invitation.mail_id).update(not_before=timezone.now())
    assert len(today(sign_in, olena).context["entries"]) == 1
