"""Nobody is invited before they, and those who receive them, are checked; or somebody says why."""

import pytest
from django.utils import timezone

from chamber.mail.models import OutgoingMail
from chamber.mail.states import State
from missions import hosts, invitations
from missions.models import Invitation, Participant, SentUnchecked
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "The council was checked by the embassy"


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


@pytest.fixture
def olena(staff):
    """On a mission to a host that is checked, for a council that is not."""
    mission = factories.mission(staff)
    host = factories.organisation("Port House")
    factories.checked(host)
    hosts.add(mission, host, by=staff)
    council = factories.city_council("Odesa")
    person = factories.person("Olena Kravets", organisation=council)
    return Participant.objects.create(
        mission=mission, person=person, delegation=mission.delegations.first()
    )


def preview(browser, one, **sent):
    """The page, or what it answers to a form."""
    url = f"/en/missions/{one.mission_id}/invitations/preview/"
    who = {"who": [one.pk]}
    return browser.post(url, who | sent) if sent else browser.get(url, who)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_what_is_missing_is_named_and_asks_for_a_reason(browser, olena, staff):
    page = words(preview(browser, olena))
    council = olena.person.organisations.get()
    assert page.count("Odesa City Council</a>:") == 2
    assert "Port House</a>:" not in page
    assert f"{council.get_absolute_url()}checks/new/" in page
    refused = preview(browser, olena, although="")
    assert "Record the checks, or say why" in words(refused)
    assert f"?who={olena.pk}&amp;show={olena.pk}" in words(refused)
    assert not Invitation.objects.exists()
    assert preview(browser, olena, although=WHY).status_code == 302
    kept = SentUnchecked.objects.get()
    assert (kept.reason, kept.by) == (WHY, staff)
    assert [one["kind"] for one in kept.missing] == ["due-diligence", "sanctions"]
    invitation = kept.invitations.get()
    assert WHY in words(browser.get(invitation.get_absolute_url()))
    line = olena.mission.log_entries().get(verb="invited_unchecked")
    assert WHY not in str(line.data)


def test_who_is_checked_is_invited_without_a_word(browser, olena):
    factories.checked(olena.person.organisations.get())
    page = words(preview(browser, olena))
    assert "Everybody concerned is checked" in page and "although" not in page
    assert preview(browser, olena, idempotency_key="").status_code == 302
    assert Invitation.objects.count() == 1
    assert not SentUnchecked.objects.exists()


@pytest.mark.parametrize("blocked", ["council", "host", "person"])
def test_no_reason_helps_who_is_blocked(browser, olena, blocked):
    council = olena.person.organisations.get()
    host = olena.mission.partners.get().organisation
    factories.checked(council)
    factories.checked(
        {"council": council, "host": host, "person": olena.person}[blocked],
        result="blocked",
        valid_until=None,
    )
    page = words(preview(browser, olena))
    assert "Somebody is blocked, so nothing can be sent" in page
    assert "Send 1 letter" not in page
    assert "nothing is sent while" in words(preview(browser, olena, although=WHY))
    assert not Invitation.objects.exists()
    sent = invitations.invite(olena, by=olena.mission.lead)
    OutgoingMail.objects.update(state=State.FAILED)
    again = browser.post(sent.get_absolute_url(), {"to": "olena@example.org"})
    assert "nothing is sent while" in words(again)


def test_who_comes_for_nobody_is_checked_in_person(browser, olena):
    factories.checked(olena.person.organisations.get())
    alone = factories.person("Taras Lysenko")
    other = Participant.objects.create(mission=olena.mission, person=alone)
    assert "Taras Lysenko</a>:" in words(preview(browser, other))
    factories.checked(alone, on=timezone.localdate())
    assert "Everybody concerned is checked" in words(preview(browser, other))
