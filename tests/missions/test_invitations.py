"""Inviting: the letters first, then the sending, and until it happens the way back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chamber.mail import claims, delivery
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State
from missions import answers, invitations
from missions.models import Invitation, Participant
from tests import factories
from tests.faults.house import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time_to_think(settings):
    settings.MAIL_UNDO, settings.MAIL_ROUND_UNDO = 10, 600


@pytest.fixture
def staff(make_user):
    return make_user(role="staff", name="Mareike Peeters", email="mareike@example.org")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


@pytest.fixture
def mission(staff):
    return factories.mission(staff)


def join(mission, name="", **fields):
    return factories.participant(mission, person=factories.person(name, **fields))


def url(mission, rest=""):
    return f"/en/missions/{mission.pk}/invitations/{rest}"


def page(browser, address, **options):
    answer = browser.get(address, **options)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def send(browser, *people):
    """Press the button of the preview."""
    mission = people[0].mission
    who = [one.pk for one in people]
    shown = browser.get(url(mission, "preview/"), {"who": who})
    key = shown.context["form"]["idempotency_key"].value()
    return browser.post(url(mission, "preview/"), {"who": who, "idempotency_key": key})


def due(*, seconds):
    """What a worker would take in so many seconds."""
    return claims.claim(100, at=timezone.now() + timedelta(seconds=seconds))


def test_each_letter_is_shown_in_the_language_of_its_reader(browser, mission):
    olena = join(mission, "Олена Кравець", language="uk", gender="f", patronymic="Петрівна")
    ann = join(mission, "Ann Peeters", language="en", gender="f")
    address = url(mission, f"preview/?who={olena.pk}&who={ann.pk}")
    words = page(browser, address)
    assert "Вельмишановна Олено Петрівно" in words
    assert "пн, 10 травня 2027, 10:00 Київ / 09:00 Брюссель" in words
    assert "2 letters" in words
    assert "Dear Ms Peeters" in page(browser, f"{address}&show={ann.pk}")
    letter = browser.get(url(mission, f"letter/{olena.pk}/"))
    assert "Вельмишановна Олено Петрівно" in letter.content.decode()
    assert "[personal link]" in letter.content.decode()
    assert "sandbox" in letter.headers["Content-Security-Policy"]
    assert not OutgoingMail.objects.exists()


def test_the_letter_that_leaves_is_the_one_that_was_shown(browser, mission):
    olena = join(mission, "Олена Кравець", language="uk", gender="f")
    shown = browser.get(url(mission, f"preview/?who={olena.pk}")).context["shown"]["letter"]
    send(browser, olena)
    mail = OutgoingMail.objects.get()
    for text in ("subject", "text", "html"):
        sent = re.sub(r"\{link:[^}]+\}", "[personal link]", getattr(mail, text))
        assert sent == shown[text]


def test_within_the_time_one_can_be_taken_back(browser, mission):
    olena = join(mission)
    send(browser, olena)
    invitation = Invitation.objects.get()
    assert "can be taken back until" in page(browser, url(mission))
    assert due(seconds=5) == []
    browser.post(url(mission, f"{invitation.pk}/back/"))
    olena.refresh_from_db()
    assert olena.state == Participant.State.CHOSEN
    assert due(seconds=3600) == []
    invitation.link.refresh_from_db()
    assert invitation.link.revoked_at
    send(browser, olena)
    assert [mail.to for mail in due(seconds=20)] == [olena.person.email]


def test_after_the_time_it_is_too_late(browser, mission):
    olena = join(mission)
    send(browser, olena)
    assert len(due(seconds=11)) == 1
    invitation = Invitation.objects.get()
    late = browser.post(url(mission, f"{invitation.pk}/back/"), follow=True)
    assert "had left already" in late.content.decode()
    olena.refresh_from_db()
    assert olena.state == Participant.State.INVITED


def test_a_round_waits_longer_and_goes_back_as_a_whole(browser, mission):
    people = [join(mission), join(mission), join(mission)]
    nobody = join(mission, "Taras Lysenko", email="")
    words = page(browser, url(mission, "preview/?all=1"))
    assert "3 letters" in words and "Taras Lysenko" in words
    answer = send(browser, *people, nobody)
    words = page(browser, answer.headers["Location"])
    assert "3 invitations wait to be sent" in words
    assert "No mail address, so not invited: Taras Lysenko." in words
    assert due(seconds=590) == []
    [round] = set(Invitation.objects.values_list("round", flat=True))
    browser.post(url(mission, f"round/{round}/back/"))
    assert not Invitation.objects.exists()
    assert due(seconds=3600) == []


def test_nobody_is_invited_twice(browser, mission, staff):
    olena = join(mission)
    who = {"who": [olena.pk]}
    for _colleague in range(2):
        assert browser.post(url(mission, "preview/"), who).status_code == 302
    first = Invitation.objects.get()
    assert invitations.invite(olena, by=staff) == first
    assert OutgoingMail.objects.count() == 1


def test_nobody_is_invited_to_a_mission_that_has_begun(browser, mission):
    olena = join(mission)
    mission.starts_at = timezone.now() - timedelta(hours=1)
    mission.save()
    answer = browser.post(url(mission, "preview/"), {"who": [olena.pk]}, follow=True)
    assert "Nobody can be invited to this mission any more." in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_table_looks_again_while_a_mail_is_under_way(browser, mission):
    send(browser, join(mission))
    htmx = {"headers": {"HX-Request": "true"}}
    part = page(browser, url(mission), **htmx)
    assert "<html" not in part and 'hx-trigger="every 2s"' in part
    OutgoingMail.objects.update(state=State.SENT)
    part = page(browser, url(mission), **htmx)
    assert "hx-get" not in part and "sent, no answer yet" in part


def test_the_table_says_what_was_answered(browser, mission, staff):
    mission.pool.capacity = 1
    mission.pool.save()
    for answer in ("yes", "yes", "maybe", "no"):
        answers.answer(invitations.invite(join(mission), by=staff), said=answer)
    words = page(browser, url(mission))
    for state in ("comes", "waits for a place", "number 1 in the line", "maybe", "cannot come"):
        assert state in words
    assert "0 of 1 places are free" in words


@pytest.mark.django_db(transaction=True)
def test_a_refused_address_is_shown_and_corrected(browser, mission, settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.controller.port
    settings.MAIL_UNDO = 0
    try:
        olena = join(mission, email="550.olena@example.org")
        other = join(mission)
        send(browser, olena)
        delivery.drain()
        assert "550 as the test wants it" in page(browser, url(mission))
        invitation = Invitation.objects.get()
        own = url(mission, f"{invitation.pk}/")
        assert f"/en/mail/{invitation.mail_id}/" in page(browser, own)
        taken = browser.post(own, {"to": other.person.email.upper()})
        assert "Somebody else has this mail address." in taken.content.decode()
        assert browser.post(own, {"to": "olena@example.org"}).status_code == 302
        delivery.drain()
        mail = OutgoingMail.objects.get()
        assert (mail.state, mail.to) == (State.SENT, "olena@example.org")
        assert "mailto:olena@example.org" in mail.calendar.replace("\r\n ", "")
        olena.person.refresh_from_db()
        assert olena.person.email == "olena@example.org"
    finally:
        server.close()


def test_the_page_costs_the_same_for_one_as_for_many(browser, mission, staff):
    counts = []
    for _more in range(2):
        for answer in ("yes", "no"):
            invitation = invitations.invite(join(mission), by=staff)
            answers.answer(invitation, said=answer)
            join(mission)
        counts.append([queries(browser, url(mission)), queries(browser, one_of(invitation))])
        counts[-1].append(queries(browser, url(mission, "preview/?all=1")))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20


def one_of(invitation):
    return url(invitation.participant.mission, f"{invitation.pk}/")


def queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as said:
        assert browser.get(address).status_code == 200
    return len([one for one in said if not re.match("SAVEPOINT|RELEASE", one["sql"])])


def test_today_calls_people_by_their_names(mission, staff, sign_in):
    invitations.invite(factories.participant(mission, person=factories.person("Olena")), by=staff)
    page = sign_in(staff).get("/en/today/").content.decode()
    assert "Olena</a> – invited" in page
