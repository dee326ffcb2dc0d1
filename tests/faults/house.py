"""A whole house for fault tests: broker, scripted mail server, workers, all killable."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path

import psutil
from aiosmtpd.controller import Controller
from django.db import connection

from chamber.embedded import instance, ports
from chamber.embedded.part import await_ready, end, launch

PROJECT = Path(__file__).resolve().parents[2]
QUICK = {  # the times of the contract, shortened
    "MAIL_LEASE": "3",
    "MAIL_CUT": "1.5",
    "MAIL_SWEEP": "1",
    "MAIL_DRAIN": "1",
    "JOB_LEASE": "2",
    "MAIL_UNDO": "0",
}


def eventually(true, *, seconds=20, words=""):
    """Poll until ``true()`` is true and return it; fail with ``words`` after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < deadline, words or "this did not become true in time"
        time.sleep(0.05)
    return answer


def database_url():
    """The address of the database this test writes into, for other processes."""
    own = connection.settings_dict
    login = f"{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}"
    return f"postgres://{login}/{own['NAME']}"


class Broker:
    """A Valkey of its own, so that stopping it disturbs no other test."""

    def __init__(self):
        folder = Path(tempfile.mkdtemp(prefix="broker-"))
        folder.chmod(0o755)
        self.folder = folder
        self.server = instance("portal", project=folder).valkey
        self.server.data.parent.mkdir(parents=True, exist_ok=True)
        self.part, self.log = self.server.part(), folder / "valkey.log"
        self.process = None

    @property
    def url(self):
        return self.server.url

    def start(self):
        self.process = launch(self.part, log=self.log)
        await_ready(self.part, self.process, log=self.log)

    def kill(self):
        self.process.kill()
        with suppress(psutil.TimeoutExpired):
            self.process.wait(5)

    def freeze(self):
        self.process.suspend()

    def thaw(self):
        self.process.resume()

    def wipe(self):
        import redis

        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def close(self):
        if self.process and self.process.is_running():
            self.process.resume()
            end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


class MailServer:
    """An SMTP server whose answers depend on the recipient: ``451.x@…`` is refused with 451.

    ``reset@``: the connection breaks in DATA; ``hang@``: no answer to DATA; ``slow@``: an answer
    after half a second. Everything accepted is counted by Message-ID.
    """

    def __init__(self, *, refuse_credentials=False):
        self.accepted = Counter()
        self.transactions = Counter()
        self.lock = threading.Lock()
        self.forgiving = False
        options = {}
        if refuse_credentials:
            options = {
                "auth_require_tls": False,
                "authenticator": lambda *args: _no(),
                "auth_required": False,
            }
        self.controller = Controller(self, hostname="127.0.0.1", port=ports.free_port(), **options)
        self.controller.start()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.controller.port}"

    async def handle_RCPT(self, server, session, envelope, address, options):
        word = address.split("@")[0].split(".")[0]
        if word.isdigit() and not self.forgiving:
            return f"{word} as the test wants it"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        word = envelope.rcpt_tos[0].split("@")[0].split(".")[0]
        name = message_from_bytes(envelope.content)["Message-ID"]
        with self.lock:
            self.transactions[name] += 1
        if word == "reset" and not self.forgiving:
            server.transport.abort()
            return "421 gone"
        if word == "hang" and not self.forgiving:
            await asyncio.sleep(30)
        if word == "slow":
            await asyncio.sleep(0.5)
        with self.lock:
            self.accepted[name] += 1
        return "250 OK"

    @property
    def copies(self):
        """Extra copies: accepted more often than once."""
        return sum(count - 1 for count in self.accepted.values())

    def close(self):
        self.controller.stop(no_assert=True)


def _no():
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=False, handled=False)


class Workers:
    """A Celery worker with beat in a process group of its own."""

    def __init__(self, *, broker, mail, folder, concurrency=2, **env):
        self.env = {
            **os.environ,
            **QUICK,
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
            "EMAIL_URL": mail,
            **env,
        }
        self.folder, self.concurrency, self.process = folder, concurrency, None

    def start(self):
        number = time.monotonic_ns()
        argv = [sys.executable, "-m", "celery", "-A", "chamber.celery", "worker", "--beat"]
        argv += ["-s", str(self.folder / f"beat-{number}"), "-c", str(self.concurrency)]
        argv += [
            "-Q",
            "default,mail",
            "--without-gossip",
            "--without-mingle",
            "-n",
            f"w{number}@%h",
        ]
        with (self.folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                argv, cwd=PROJECT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        return self

    def kill(self):
        """SIGKILL the whole group, as the kernel or a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
