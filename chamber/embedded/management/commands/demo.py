"""``manage.py demo``: the whole portal with demonstration data, under one supervisor."""

import os
import sys
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from signal import SIGINT

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chamber.embedded import AlreadyRunning, Part, PartFailed, Supervisor, instance, ports

PROJECT = Path(__file__).resolve().parents[4]
VAR = PROJECT / "var"
MANAGE = [sys.executable, "manage.py"]
CELERY = [sys.executable, "-m", "celery", "-A", "chamber.celery"]


class Command(BaseCommand):
    help = "Start PostgreSQL, Valkey, mail sink, workers, beat and web with demonstration data."
    requires_system_checks = ()  # the database they ask is not up yet

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        os.chdir(PROJECT)
        try:
            with ExitStack() as stack:
                self.run(stack, port=port)
        except (AlreadyRunning, PartFailed) as error:
            raise CommandError(str(error)) from None

    def run(self, stack, *, port):
        supervisor = stack.enter_context(Supervisor(VAR))
        port, taken = ports.choose(port)
        if taken:
            supervisor.say(taken)
        address = f"http://localhost:{port}"
        supervisor.announce(address)
        env = {"PORTAL_DEMO": "1", "PORTAL_URL": address} | self.data(stack, supervisor)
        sink = ports.free_port()
        if "EMAIL_URL" not in os.environ:
            env["EMAIL_URL"] = f"smtp://{ports.HOST}:{sink}"
        supervisor.say("Preparing database, static files and data ...")
        supervisor.step("prepare", [*MANAGE, "prepare"], env=env)
        if "EMAIL_URL" not in os.environ:
            supervisor.start(sink_part(sink, env=env))
        supervisor.start(web(port, env=env), *workers(env=env))
        supervisor.say((VAR / "demo-accounts.txt").read_text())
        supervisor.say(f"The portal is at {address}. Ctrl-C stops it.")
        supervisor.watch()

    def data(self, stack, supervisor):
        """Start the databases the environment does not name; return their addresses."""
        portal = instance("portal")
        stack.enter_context(portal.held())
        postgres, valkey = portal.parts()
        env = {}
        if "DATABASE_URL" not in os.environ:
            supervisor.start(postgres)
            env["DATABASE_URL"] = portal.database_url
        if "REDIS_URL" not in os.environ:
            supervisor.start(valkey)
            env["REDIS_URL"] = portal.redis_url
        return env


def sink_part(port, *, env):
    argv = [sys.executable, "-m", "chamber.mail.sink", ports.HOST, str(port), settings.MAILBOX_DIR]
    return Part("mail sink", argv, env=env, ready=lambda: ports.answers(port))


def workers(*, env):
    worker = [*CELERY, "worker", "--without-gossip", "--without-mingle"]
    return [
        Part("worker", [*worker, "-Q", "default", "-c", "2", "-n", "worker@%h"], env=env),
        Part("mail", [*worker, "-Q", "mail", "-c", "1", "-n", "mail@%h"], env=env),
        Part("render", [*worker, "-Q", "render", "-c", "1", "-n", "render@%h"], env=env),
        Part("beat", [*CELERY, "beat"], env=env, stop_signal=SIGINT),
    ]


def web(port, *, env):
    bind = ["--bind", f"{ports.HOST}:{port}", "--workers", "2", "--threads", "4"]
    bind += ["--no-control-socket"]
    # No access log: the addresses of links hold their tokens.
    argv = [sys.executable, "-m", "gunicorn", "chamber.wsgi", *bind]
    return Part("web", argv, env=env, ready=lambda: answers_page(port))


def answers_page(port):
    connection = HTTPConnection("localhost", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
