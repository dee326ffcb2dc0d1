"""The list of outgoing mail: state of each, taking back, sending again, the closed gate."""

import pytest
from django.utils import timezone

from chamber.links import making, tokens
from chamber.mail import gate, outbox
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail():
    return outbox.enqueue(
        to="olena@example.org",
        subject="Invitation",
        text="Hello",
        html="<p>Hello <script>alert(1)</script></p>",
        kind="test",
        language="uk",
        undo=60,
    )


@pytest.fixture
def staff(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def test_a_mail_is_taken_back_within_its_time(mail, staff):
    page = staff.post(f"/en/mail/{mail.pk}/cancel/", follow=True).content.decode()
    assert "The mail was taken back." in page
    mail.refresh_from_db()
    assert mail.state == State.CANCELLED


def test_taking_back_too_late_says_so(mail, staff):
    OutgoingMail.objects.update(state=State.SENT)
    page = staff.post(f"/en/mail/{mail.pk}/cancel/", follow=True).content.decode()
    assert "too late" in page


def test_a_failed_mail_is_sent_again_to_a_corrected_address(mail, staff):
    OutgoingMail.objects.update(state=State.FAILED, error="550 no such person")
    page = staff.get(f"/en/mail/{mail.pk}/").content.decode()
    assert "550 no such person" in page
    wrong = staff.post(f"/en/mail/{mail.pk}/again/", {"to": "no address"}, follow=True)
    assert "is not a mail address" in wrong.content.decode()
    staff.post(f"/en/mail/{mail.pk}/again/", {"to": "right@example.org"})
    mail.refresh_from_db()
    assert (mail.state, mail.to) == (State.QUEUED, "right@example.org")


def test_a_closed_gate_is_told_with_its_reason_and_opened_by_a_person(mail, staff):
    gate.shut("535 wrong password", at=timezone.now(), needs_person=True)
    page = staff.get("/en/mail/").content.decode()
    assert "535 wrong password" in page
    assert "nothing is lost" in page
    staff.post("/en/mail/open/")
    assert gate.is_open(at=timezone.now())


def test_the_preview_runs_nothing(mail, staff):
    answer = staff.get(f"/en/mail/{mail.pk}/body/")
    policy = answer.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "sandbox",
        "frame-ancestors 'self'",
    }
    page = staff.get(f"/en/mail/{mail.pk}/")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_nobody_reads_the_personal_link_of_somebody_else(staff):
    link = tokens.placeholder(making.make("unsubscribe", person="olena@example.org"))
    mail = outbox.enqueue(
        to="olena@example.org", subject="S", text=link, html=link, kind="test", language="uk"
    )
    for address in (f"/en/mail/{mail.pk}/", f"/en/mail/{mail.pk}/body/"):
        page = staff.get(address).content.decode()
        assert "[personal link]" in page and "{link:" not in page
