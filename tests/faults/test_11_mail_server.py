"""11: what the mail server may answer, and what becomes of the mail and of the others."""

import signal
import time
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from chamber.jobs.models import Alert
from chamber.mail import claims, delivery, gate
from chamber.mail.models import Gate, OutgoingMail
from chamber.mail.states import State
from tests.faults.house import MailServer
from tests.faults.letters import state_of, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def through(settings):
    """Send through this server from this process."""

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    def use(server, user="", password=""):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.controller.port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = user, password
        settings.MAIL_CUT = 1.5
        return server

    return use


@pytest.mark.parametrize("code", [421, 432, 451, 452])
def test_a_4xx_is_tried_again_and_the_others_flow(mail_server, through, code):
    through(mail_server)
    [refused] = write(1, to=f"{code}.a@example.org")
    [other] = write(1)
    delivery.drain()
    refused = state_of(refused)
    assert (refused.state, refused.attempts) == (State.RETRY, 1)
    assert str(code) in refused.error
    assert refused.not_before > refused.created_at
    assert state_of(other).state == State.SENT
    mail_server.forgiving = True
    OutgoingMail.objects.filter(pk=refused.pk).update(not_before=refused.created_at)
    delivery.drain()
    assert state_of(refused).state == State.SENT


def test_a_5xx_fails_at_once_with_its_reason(mail_server, through):
    through(mail_server)
    [refused] = write(1, to="550.a@example.org")
    delivery.drain()
    assert state_of(refused).state == State.FAILED
    assert "550 as the test wants it" in state_of(refused).error


def test_the_tenth_try_is_the_last(mail_server, through):
    through(mail_server)
    [refused] = write(1, to="451.a@example.org")
    OutgoingMail.objects.update(attempts=9)
    delivery.drain()
    assert state_of(refused).state == State.FAILED


def test_a_reset_in_data_is_tried_again_and_flagged(mail_server, through):
    through(mail_server)
    [broken] = write(1, to="reset.a@example.org")
    [other] = write(1)
    delivery.drain()
    assert state_of(broken).state == State.RETRY
    assert state_of(broken).maybe_twice
    delivery.drain()
    assert state_of(other).state == State.SENT


def test_a_server_that_hangs_is_cut_off(mail_server, through):
    through(mail_server)
    [hanging] = write(1, to="hang.a@example.org")
    start = time.monotonic()
    delivery.drain()
    assert time.monotonic() - start < 10
    assert state_of(hanging).state == State.RETRY


def test_a_worker_whose_time_is_up_blames_no_mail(mail_server, through):
    """As Celery ends it: an exception in the middle of what it does."""
    through(mail_server)
    [hanging] = write(1, to="hang.a@example.org")
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    with pytest.raises(SoftTimeLimitExceeded):
        delivery.drain()
    mail = state_of(hanging)
    assert (mail.state, mail.error) == (State.IN_FLIGHT, "")
    claims.sweep(at=mail.lease_until + timedelta(seconds=1))
    mail = state_of(hanging)
    assert (mail.state, mail.maybe_twice) == (State.RETRY, True)


def stop(number, frame):
    raise SoftTimeLimitExceeded


def test_refused_credentials_stop_the_queue_and_raise_one_alert(through):
    server = MailServer(refuse_credentials=True)
    try:
        through(server, user="portal", password="wrong")
        mails = write(3)
        for _ in range(3):
            delivery.drain()
        assert {state_of(mail).state for mail in mails} == {State.QUEUED}
        assert {state_of(mail).attempts for mail in mails} == {0}
        assert Alert.objects.filter(kind="mail:server").count() == 1
        assert Gate.objects.get().needs_person
        through(server)
        gate.open_again()
        delivery.drain()
        assert {state_of(mail).state for mail in mails} == {State.SENT}
        assert not Alert.objects.filter(cleared_at=None).exists()
    finally:
        server.close()


def test_a_server_that_is_away_uses_up_no_tries(settings, through):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    [mail] = write(1)
    delivery.drain()
    assert (state_of(mail).state, state_of(mail).attempts) == (State.QUEUED, 0)
    assert "refused" in Gate.objects.get().reason
    assert not Gate.objects.get().needs_person


def test_one_bad_address_of_500_stops_nobody(mail_server, through):
    through(mail_server)
    write(250)
    [bad] = write(1, to="550.bad@example.org")
    write(249, to="q{}@example.org")
    delivery.drain()
    assert OutgoingMail.objects.filter(state=State.SENT).count() == 499
    assert state_of(bad).state == State.FAILED
    assert len(mail_server.accepted) == 499
    assert mail_server.copies == 0
