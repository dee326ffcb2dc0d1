"""2, 3, 4: the broker is down, frozen or wiped."""

import statistics
import time
from contextlib import suppress

import pytest

from chamber.celery import app
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State
from tests.faults.house import eventually
from tests.faults.letters import all_sent, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def behind(broker, settings, monkeypatch):
    """This process, the web, uses the broker that the test will break, as cache too."""
    from django.core.cache import caches

    monkeypatch.setattr(app.conf, "broker_url", broker.url)
    monkeypatch.setattr(app.conf, "broker_write_url", broker.url)
    default = settings.CACHES["default"] | {"LOCATION": broker.url}
    settings.CACHES = settings.CACHES | {"default": default}
    _forget_connection(caches)
    yield broker
    _forget_connection(caches)


def _forget_connection(caches):
    with suppress(AttributeError):
        del caches["default"]


@pytest.fixture
def ask(make_user, sign_in):
    """Ask the portal to send a failed mail again, and time its answer."""
    staff = sign_in(make_user(role="staff"))

    def ask():
        mail = write(1)[0]
        OutgoingMail.objects.filter(pk=mail.pk).update(state=State.FAILED)
        start = time.monotonic()
        page = staff.post(f"/en/mail/{mail.pk}/again/", follow=True)
        return mail, page, time.monotonic() - start

    return ask


def test_a_broker_that_is_down_costs_the_page_nothing(behind, workers, ask, mail_server):
    behind.kill()
    mail, page, seconds = ask()
    assert seconds < 1
    assert "queued" in page.content.decode()
    behind.start()
    workers.start()
    all_sent(1)
    assert mail_server.accepted[mail.message_id] == 1


def test_a_frozen_broker_costs_the_page_nothing(behind, workers, ask, mail_server, client):
    behind.freeze()
    times = []
    for _ in range(20):
        _mail, page, seconds = ask()
        assert "queued" in page.content.decode()
        times.append(seconds)
        start = time.monotonic()
        client.post("/en/account/login/", {"login": "nobody@example.org", "password": "wrong"})
        times.append(time.monotonic() - start)
    assert statistics.quantiles(times, n=20)[-1] <= 1
    behind.thaw()
    workers.start()
    all_sent(20)
    assert mail_server.copies == 0


def test_a_wiped_broker_loses_nothing_and_signs_nobody_out(
    behind, workers, mail_server, make_user, sign_in
):
    browser = sign_in(make_user(role="staff"))
    write(200)
    workers.start()
    eventually(lambda: OutgoingMail.objects.filter(state=State.SENT).exists())
    behind.wipe()
    all_sent(200)
    assert len(mail_server.accepted) == 200
    assert mail_server.copies == 0
    assert browser.get("/en/today/").status_code == 200


def test_outbox_functions_never_touch_the_broker(behind):
    behind.kill()
    start = time.monotonic()
    mail = write(1)[0]
    assert outbox.cancel(mail)
    assert outbox.send_again(mail)
    assert time.monotonic() - start < 1
