"""What the probes answer while services are there, away or frozen, and the page for people."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone

from chamber.embedded import instance
from chamber.embedded.ports import free_port
from chamber.health import tasks
from chamber.health.models import Heartbeat, beat
from chamber.health.readings import readings
from chamber.jobs import alerts
from chamber.jobs.models import Job
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State

READY = {"postgresql": True, "migrations": True, "cache": True}


def test_alive_asks_nobody(client):
    # Without the mark for the database any query would raise.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
class TestReady:
    def test_ready(self, client):
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (200, READY)

    def test_without_the_cache(self, client, settings):
        settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (503, READY | {"cache": False})

    def test_a_frozen_cache_costs_a_second_and_one_thread(self, client, settings):
        with instance("frozen", fsync=False).lease() as services:
            settings.REDIS_URL = services.redis_url
            with frozen(services.valkey.process()):
                for _ in range(3):
                    started = time.monotonic()
                    assert client.get("/readyz").json() == READY | {"cache": False}
                    assert time.monotonic() - started < 1.5
                    assert sum(each.name == "ready-cache" for each in threading.enumerate()) <= 1
            assert eventually(lambda: client.get("/readyz").status_code == 200)

    def test_without_the_database(self):
        """A process of its own, started against a port where nobody listens."""
        script = (
            "import json, time, django; django.setup(); from django.test import Client\n"
            "Client().get('/healthz'); started = time.monotonic()\n"
            "response = Client().get('/readyz')\n"
            "print(json.dumps([response.status_code, response.json(), time.monotonic() - started]))"
        )
        away = {
            "DATABASE_URL": f"postgres://portal@127.0.0.1:{free_port()}/portal",
            "DJANGO_SETTINGS_MODULE": "chamber.settings",
            "ALLOWED_HOSTS": "testserver",
        }
        said = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | away,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        status, answers, seconds = json.loads(said.stdout)
        assert (status, answers) == (503, READY | {"postgresql": False, "migrations": False})
        assert seconds < 1.5

    def test_with_a_migration_missing(self, client):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'health' RETURNING name")
            (name,) = cursor.fetchone()
        try:
            response = client.get("/readyz")
            assert (response.status_code, response.json()) == (503, READY | {"migrations": False})
        finally:
            MigrationRecorder(connection).record_applied("health", name)


@pytest.mark.django_db
class TestStatus:
    @pytest.mark.parametrize(
        ("role", "status"), [("", 403), ("read-only", 200), ("staff", 200), ("administrator", 200)]
    )
    def test_it_is_for_the_chamber(self, role, status, make_user, sign_in):
        assert sign_in(make_user(role=role)).get("/status").status_code == status

    def test_signed_out(self, client):
        assert client.get("/status").status_code == 302

    def test_a_portal_that_never_did_anything(self):
        kinds = [reading.kind for reading in readings(at=timezone.now())[:5]]
        assert kinds == ["stop", "ok", "ok", "ok", "stop"]

    def test_the_canary_ages(self):
        tasks.canary()
        seen = Heartbeat.objects.get(name="canary").at
        patience = timedelta(seconds=3 * settings.MAIL_SWEEP)
        ages = [timedelta(0), patience * 2, patience * 4]
        kinds = [readings(at=seen + age)[0].kind for age in ages]
        assert kinds == ["ok", "late", "stop"]

    def test_a_mail_that_waits_too_long_is_seen(self):
        mail = outbox.enqueue(
            to="olena@example.org", subject="S", text="T", kind="test", language="en", undo=0
        )
        due = mail.not_before
        ages = [timedelta(minutes=1), timedelta(minutes=6), timedelta(hours=2)]
        assert [readings(at=due + age)[1].kind for age in ages] == ["ok", "late", "stop"]

    def test_the_page_shows_what_is_wrong(self, make_user, sign_in):
        outbox.enqueue(to="olena@example.org", subject="S", text="T", kind="test", language="en")
        OutgoingMail.objects.update(state=State.QUARANTINED)
        Job.objects.create(kind="x", title="x", state=Job.State.FAILED, finished_at=timezone.now())
        title = "The mail server does not let us in."
        alerts.raise_once("mail", title, words="535 Authentication failed")
        beat("backup", at=timezone.now() - timedelta(hours=30))
        page = sign_in(make_user(role="staff")).get(reverse("health:status")).content.decode()
        assert title in page and "535 Authentication failed" in page
        found = {str(each.label): (each.value, each.kind) for each in readings(at=timezone.now())}
        assert found["Mails set aside after crashes"] == ("1", "late")
        assert found["Background work that failed within seven days"] == ("1", "late")
        assert found["Last backup"][1] == "late"
        alerts.clear("mail")
        page = sign_in(make_user(role="staff")).get(reverse("health:status")).content.decode()
        assert title not in page


@contextmanager
def frozen(process):
    """Stopped for the length of the block; a server of our own, so that no other test waits."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def eventually(condition, *, seconds=5):
    end = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return met
