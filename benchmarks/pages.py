"""How fast pages answer: the real web server on loopback, signed in where needed.

20 warm-ups, 200 requests a page, one after another over one connection. ``bytes`` is what travels,
compressed. The directory holds 100,000 generated organisations beside the real ones; the mission
is one whose brief fills six pages.
"""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, redirect_stdout

from benchmarks.ground import say, scratch, tell
from chamber.embedded import ports

WARM_UPS, REQUESTS = 20, 200
ORGANISATIONS = 100_000
STAFF = {  # pages of the staff, the mission apart
    "list": "/en/partners/",
    "list_filtered": "/en/partners/?topic=logistics&country=BE&q=port",
    "detail": "/en/partners/port-of-antwerp-bruges/",
    "dashboard": "/en/today/",
}


@contextmanager
def web():
    """gunicorn as the demonstration runs it, on a free port."""
    port = ports.free_port()
    bind = ["--bind", f"{ports.HOST}:{port}", "--workers", "2", "--threads", "4"]
    argv = [sys.executable, "-m", "gunicorn", "chamber.wsgi", *bind, "--no-control-socket"]
    server = subprocess.Popen([*argv, "--log-level", "error"])
    try:
        while not ports.answers(port):
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def staff_session():
    """Session cookie of a member of staff who has shown a second factor, and their tasks."""
    from allauth.mfa.totp.internal.auth import TOTP
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    staff = get_user_model().objects.create_user(
        email="staff@example.org", password=None, name="Staff", role="staff"
    )
    TOTP.activate(staff, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client(HTTP_HOST="localhost")
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(staff.pk)
    session.save()
    return client, f"{settings.SESSION_COOKIE_NAME}={session.session_key}", staff


def fill(staff):
    """Enough on the dashboard to be a dashboard."""
    from datetime import timedelta

    from django.utils import timezone

    from chamber.home.models import Target
    from chamber.jobs.models import Task

    today = timezone.localdate()
    for number in range(60):
        due = timezone.now() + timedelta(days=number - 10)
        task = Task.objects.create(
            what=f"Task {number}", owner=staff, due=due, objective=number % 6 + 1
        )
        task.log("asked", by=staff)
    for objective in range(1, 7):
        Target.objects.create(
            objective=objective,
            value=50,
            counts_from=today - timedelta(days=100),
            counts_until=today + timedelta(days=100),
        )


def settle():
    """What the database does by itself within minutes after so many rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(page, path, *, port, cookie, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)  # what a process looks up once is known by then
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    line = http.client.HTTPConnection(ports.HOST, port)
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookie} if cookie else {})
    times = []
    for number in range(WARM_UPS + REQUESTS):
        start = time.perf_counter()
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}.")
        if number >= WARM_UPS:
            times.append(1000 * (time.perf_counter() - start))
    times.sort()
    say(
        {
            "page": page,
            "p50_ms": times[len(times) // 2],
            "p95_ms": times[int(len(times) * 0.95)],
            "queries": len(queries),
            "bytes": len(body),
        }
    )


def main():
    with tempfile.TemporaryDirectory() as static, scratch("pages", STATIC_ROOT=static):
        from django.core.management import call_command
        from django.test import Client

        from benchmarks import filled_mission
        from benchmarks.crowd import gather

        tell("collecting static files and filling the dashboard")
        call_command("collectstatic", verbosity=0, interactive=False)
        client, cookie, staff = staff_session()
        fill(staff)
        tell(f"gathering {ORGANISATIONS} organisations")
        with redirect_stdout(sys.stderr):  # standard output is for the figures
            call_command("load_reference", verbosity=0)
        gather(ORGANISATIONS)
        mission = filled_mission.fill(staff)
        settle()
        os.environ["LOG_LEVEL"] = "ERROR"
        with web() as port:
            for page, path in (STAFF | {"mission": mission.get_absolute_url()}).items():
                measure(page, path, port=port, cookie=cookie, client=client)
            measure("home", "/en/", port=port, cookie="", client=Client(HTTP_HOST="localhost"))


if __name__ == "__main__":
    main()
