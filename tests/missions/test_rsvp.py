"""Answering an invitation: by hand, by whom it was sent to, and as often as minds change."""

import email
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from email import policy
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from icalendar import Calendar

from chamber.links import making, tokens
from chamber.mail import message
from chamber.mail.models import OutgoingMail
from chamber.seats import taking
from chamber.seats.models import Pool
from missions import answers, invitations
from missions.models import Invitation, Participant
from tests import factories

pytestmark = pytest.mark.django_db
State = Participant.State


@pytest.fixture
def lead(make_user):
    return make_user(role="staff", name="Mareike Peeters", email="mareike@example.org")


@pytest.fixture
def mission(lead):
    mission = factories.mission(lead, capacity=2)
    mission.host_places.set([factories.place("Ghent", "BE"), factories.place("Antwerp", "BE")])
    return mission


def invite(mission, name="", **fields):
    person = factories.person(name, **fields)
    one = factories.participant(mission, person=person)
    return invitations.invite(one, by=mission.lead)


def opened(invitation):
    """A phone that has followed the link of the mail, and the address of the page."""
    phone = Client()
    entered = phone.get(urlsplit(tokens.url(invitation.link)).path)
    return phone, entered.headers["Location"]


def says(invitation, answer, **more):
    phone, page = opened(invitation)
    return phone.post(page, {"answer": answer, **more})


def shown(invitation):
    phone, page = opened(invitation)
    return " ".join(phone.get(page).content.decode().split())


def now(invitation):
    return Participant.objects.get(invitation=invitation)


def news(invitation):
    """Mails to this person after the invitation, oldest first."""
    mails = OutgoingMail.objects.filter(to=invitation.participant.person.email)
    return list(mails.filter(kind="missions/mail/news").order_by("pk"))


def event_in(text):
    calendar = Calendar.from_ical(text)
    return calendar, calendar.walk("VEVENT")[0]


def test_reading_says_everything_and_answers_nothing(mission):
    factories.item(mission, state="confirmed")
    need = factories.need()
    mission.needs.add(need, factories.need("Another city’s need", city="Kherson"))
    invitation = invite(mission, "Olena Kravets", is_demo=True)
    phone, page = opened(invitation)
    words = shown(invitation)
    for expected in (
        "Invitation for Olena Kravets",
        ">10:00</b></time> Kyiv",
        "Antwerp, Ghent",
        "Free places: 2 of 2.",
        "mareike@example.org",
        "Port House",
        need.title,
    ):
        assert expected in words, expected
    assert "Another city" not in words
    phone.head(page)
    phone.get(f"{page}?answer=yes")
    assert (now(invitation).state, news(invitation)) == (State.INVITED, [])


def test_a_yes_from_elsewhere_is_refused(mission):
    invitation = invite(mission)
    careful = Client(enforce_csrf_checks=True)
    page = careful.get(urlsplit(tokens.url(invitation.link)).path).headers["Location"]
    assert careful.post(page, {"answer": "yes"}).status_code == 403
    assert now(invitation).state == State.INVITED


def test_yes_takes_the_places_once_and_mails_the_dates(mission):
    invitation = invite(mission)
    for _twice in range(2):
        assert says(invitation, "yes", companions=1).status_code == 302
    one = now(invitation)
    assert (one.state, one.places, mission.pool.free) == (State.ACCEPTED, 2, 0)
    [mail] = news(invitation)
    assert "2 places are kept for you" in shown(invitation)
    calendar, told = event_in(mail.calendar)
    _first, asked = event_in(invitation.mail.calendar)
    assert (calendar["METHOD"], told["SEQUENCE"], told["UID"]) == ("REQUEST", 0, asked["UID"])
    assert told["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert {part.name for part in calendar.walk("VTIMEZONE")[0].subcomponents} == {
        "STANDARD",
        "DAYLIGHT",
    }
    assert told["DTSTART"].dt.astimezone(UTC) == mission.starts_at.astimezone(UTC)
    assert told["DTEND"].dt.astimezone(UTC) == mission.ends_at.astimezone(UTC)
    assert tokens.token(invitation.link) not in mail.calendar


def test_a_full_mission_puts_in_line_and_offers_in_order(mission):
    first, second, third = [invite(mission) for _ in range(3)]
    says(first, "yes", companions=1)
    says(second, "yes")
    says(third, "yes")
    assert "You are number 2 in the line" in shown(third)
    [mail] = news(third)
    assert "waiting list" in mail.subject and "number 2" in mail.text
    says(first, "no")
    [_comes, gone] = news(first)
    calendar, told = event_in(gone.calendar)
    assert (calendar["METHOD"], told["STATUS"], told["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert [now(one).state for one in (first, second, third)] == ["declined", "offered", "offered"]
    offer = news(second)[-1]
    assert "become free" in offer.subject
    assert tokens.placeholder(second.link) in offer.text
    assert "A place has become free for you." in shown(second)
    says(second, "yes")
    assert (now(second).state, mission.pool.seats.taken().count()) == (State.ACCEPTED, 1)


def test_an_offer_that_lapses_goes_to_the_next_and_says_so(mission):
    mission.pool.capacity = 1
    mission.pool.save()
    first, second, third = [invite(mission) for _ in range(3)]
    for invitation in (first, second, third):
        says(invitation, "yes")
    says(first, "maybe")
    taking.expire_offers(at=timezone.now() + timedelta(hours=49))
    assert [now(one).state for one in (first, second, third)] == ["tentative", "invited", "offered"]
    assert "given on" in news(second)[-1].subject
    assert Invitation.objects.get(pk=second.pk).answer == ""
    assert 'value="yes"' in shown(second)


def test_a_party_grows_only_into_free_places(mission):
    invitation = invite(mission)
    says(invitation, "yes")
    refused = says(invitation, "yes", companions=2)
    assert refused.status_code == 409
    assert "not so many free places" in refused.content.decode()
    assert (now(invitation).places, now(invitation).state) == (1, State.ACCEPTED)
    says(invitation, "yes", companions=1)
    assert (now(invitation).places, mission.pool.free) == (2, 0)
    assert says(invitation, "yes", companions=-1).status_code == 200


def test_after_the_deadline_a_yes_can_only_be_taken_back(mission):
    coming, silent = invite(mission), invite(mission)
    says(coming, "yes")
    mission.answer_by = timezone.now() - timedelta(hours=1)
    mission.save()
    words = shown(silent)
    assert "The time to answer is over." in words and "mareike@example.org" in words
    assert 'value="yes"' not in words
    assert says(silent, "yes").status_code == 409
    assert says(coming, "no").status_code == 302
    assert [now(coming).state, now(silent).state] == ["declined", "invited"]


def test_a_mission_that_has_begun_takes_no_answer(mission):
    invitation = invite(mission)
    mission.starts_at = mission.answer_by = timezone.now() - timedelta(hours=1)
    mission.save()
    assert 'name="answer"' not in shown(invitation)
    assert says(invitation, "no").status_code == 409


def test_a_link_that_is_over_says_whom_to_ask(mission):
    invitation = invite(mission, language="uk")
    invitation.link.expires_at = timezone.now() - timedelta(days=1)
    invitation.link.save()
    over = Client().get(urlsplit(tokens.url(invitation.link)).path)
    assert over.status_code == 410
    assert b"mareike@example.org" in over.content
    assert b'lang="uk"' in over.content
    old = urlsplit(tokens.url(invitation.link)).path
    making.revoke(invitation.link)
    ended = Client().get(old)
    assert (ended.status_code, b"mareike" in ended.content) == (410, False)


def test_the_calendar_file_asks_nothing_and_has_the_identity_of_the_mail(mission):
    invitation = invite(mission, language="uk")
    phone, page = opened(invitation)
    file = phone.get(f"{page}calendar.ics")
    calendar, told = event_in(file.content)
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert (calendar["METHOD"], str(told["UID"])) == ("PUBLISH", invitation.calendar_entry.uid)
    assert told["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert "ATTENDEE" not in told
    assert phone.post(f"{page}calendar.ics").status_code == 405
    assert phone.get(f"{page}other").status_code == 404


def test_new_dates_reach_those_who_may_come(mission, lead):
    comes, thinks, not_coming = [invite(mission) for _ in range(3)]
    says(comes, "yes")
    says(thinks, "maybe")
    says(not_coming, "no")
    at = timezone.now()
    assert invitations.tell_changes(mission, by=lead, at=at) == 0
    mission.ends_at += timedelta(days=1)
    mission.save()
    assert invitations.tell_changes(mission, by=lead, at=at) == 2
    assert invitations.tell_changes(mission, by=lead, at=at) == 0
    before, after = [event_in(mail.calendar)[1] for mail in news(comes)]
    assert (after["SEQUENCE"], after["UID"]) == (before["SEQUENCE"] + 1, before["UID"])
    assert after["DTEND"].dt == mission.ends_at
    assert [len(news(one)) for one in (thinks, not_coming)] == [2, 1]


def test_a_cancelled_mission_is_told_once_and_takes_no_answer(mission, lead):
    comes, not_coming = invite(mission), invite(mission)
    says(comes, "yes")
    says(not_coming, "no")
    unsent = invite(mission).participant
    mission.state = "cancelled"
    mission.save()
    at = timezone.now()
    assert [invitations.tell_cancelled(mission, by=lead, at=at) for _twice in range(2)] == [1, 0]
    calendar, _told = event_in(news(comes)[-1].calendar)
    unsent.refresh_from_db()
    assert (calendar["METHOD"], unsent.state) == ("CANCEL", State.CHOSEN)
    assert "The mission was cancelled." in shown(comes)
    assert says(comes, "no").status_code == 409


def test_a_ukrainian_letter_has_both_clocks_with_kyiv_first(mission):
    mail = invite(mission, "Олена Кравець", gender="f", patronymic="Петрівна", language="uk").mail
    with translation.override("uk"):
        monday = "пн, 10 травня 2027, 10:00 Київ / 09:00 Брюссель"
    for body in (mail.text, mail.html):
        assert monday in body
        assert "Вельмишановна Олено Петрівно" in body
    assert mail.language == "uk"


def test_nothing_in_a_name_becomes_a_header(mission):
    evil = "Olena\r\nBcc: evil@example.org\r\n"
    mission.title_en = f"Flanders\r\nBcc: evil@example.org {mission.title_en}"
    mission.save()
    invitation = invite(mission)
    person = invitation.participant.person
    person.given_name = evil
    person.save()
    says(invitation, "yes")
    for mail in OutgoingMail.objects.all():
        links = tokens.links_in(mail.text, mail.html)
        sent = message.build(mail, links=links).wire
        parsed = email.message_from_bytes(sent, policy=policy.default)
        assert "Bcc" not in parsed
        assert [part.get_content_type() for part in parsed.walk()][1:] == [
            "text/plain",
            "text/html",
            "text/calendar",
        ]


@pytest.mark.django_db(transaction=True)
def test_twenty_say_yes_at_once_and_five_have_a_place(lead, monkeypatch):
    options = settings.DATABASES["default"]["OPTIONS"]
    monkeypatch.setitem(options, "pool", False)
    monkeypatch.setitem(options, "options", "-c lock_timeout=30000")
    mission = factories.mission(lead, capacity=5)
    everybody = [invite(mission).pk for _ in range(20)]
    start = Barrier(20)

    def come(pk):
        try:
            own = Invitation.objects.get(pk=pk)
            start.wait(timeout=20)
            return answers.answer(own, said="yes").state
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as people:
        states = list(people.map(come, everybody))
    assert (states.count(State.ACCEPTED), states.count(State.WAITING)) == (5, 15)
    assert Pool.objects.get(pk=mission.pool_id).seats.taken().count() == 5
    assert mission.participants.accepted().count() == 5
