"""The services of a test run, started before Django reads its settings (``-p tests.services``).

What DATABASE_URL and REDIS_URL name is used; for what they do not name the embedded instance
``test`` is leased. Sessions at the same time share it, each in a slot of its own: a database name
and a range of Redis databases.
"""

import fcntl
import os
import sys
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest
import redis

from chamber.embedded import instance
from chamber.embedded.ground import PROJECT

# What the settings read from the environment and a test run wants otherwise.
os.environ.setdefault("STATIC_MANIFEST", "0")
NO_STATIC = PROJECT / "var" / "no-static"  # each new test client would read the collected files
NO_STATIC.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("STATIC_ROOT", str(NO_STATIC))
os.environ.setdefault("MAIL_UNDO", "0")
os.environ.setdefault("MAIL_ROUND_UNDO", "0")
os.environ.setdefault("EMAIL_URL", "smtp://127.0.0.1:1")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# Compile each module once, not in each of the many processes that tests start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

SLOTS = 16
WIDTH = 32  # Redis databases per slot: one for the controller and one for each worker


@pytest.hookimpl(wrapper=True)  # a wrapper runs before pytest-django reads the settings
def pytest_load_initial_conftests(early_config):
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        number = int(worker.removeprefix("gw"))
        os.environ["REDIS_URL"] = redis_database(os.environ["REDIS_URL"], add=number + 1)
    elif not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        stack = ExitStack()
        early_config.add_cleanup(stack.close)
        services = stack.enter_context(instance("test", fsync=False).lease())
        slot = stack.enter_context(own_slot(services.home))
        os.environ.setdefault("DATABASE_URL", f"{services.database_url}_{slot}")
        if "REDIS_URL" not in os.environ:
            os.environ["REDIS_URL"] = redis_database(services.redis_url, add=slot * WIDTH)
            forget_earlier_runs(os.environ["REDIS_URL"])
    return (yield)


@contextmanager
def own_slot(folder):
    """The lowest number no other running session has; the system frees it when we die."""
    for slot in range(SLOTS):
        with (folder / f"slot-{slot}").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield slot
            return
    raise pytest.UsageError(f"{SLOTS} test sessions are running already.")


def redis_database(url, *, add):
    parts = urlsplit(url)
    return parts._replace(path=f"/{int(parts.path.strip('/') or 0) + add}").geturl()


def forget_earlier_runs(url):
    for number in range(WIDTH):
        with redis.Redis.from_url(redis_database(url, add=number)) as database:
            database.flushdb()
