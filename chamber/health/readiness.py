"""Can this process do its work now? Asked often, answered within a second, never raising."""

import functools
import logging
import threading
import time
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

logger = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds
_asking: dict[str, "_Question"] = {}


def postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    missing = _migrations_of_the_code() - MigrationRecorder(connection).applied_migrations().keys()
    if missing:
        raise LookupError(f"{len(missing)} migrations are not applied")


def cache() -> None:
    # The cache of the portal falls back to the database; here the server itself is asked.
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=PATIENCE) as server:
        server.ping()


CHECKS = {"postgresql": postgresql, "migrations": migrations, "cache": cache}


def ask() -> dict[str, bool]:
    """``{name: bool}`` for every check; one that does not answer in time is False."""
    deadline = time.monotonic() + PATIENCE
    questions = {name: _put(name, check) for name, check in CHECKS.items()}
    return {name: question.answer(deadline) for name, question in questions.items()}


def _put(name: str, check: Callable[[], None]) -> "_Question":
    """The question of an earlier probe while it has no answer: a frozen server costs one thread."""
    question = _asking.get(name)
    if question is None or not question.is_alive():
        question = _asking[name] = _Question(name, check)
        question.start()
    return question


class _Question(threading.Thread):
    def __init__(self, name: str, check: Callable[[], None]) -> None:
        super().__init__(name=f"ready-{name}", daemon=True)
        self.check, self.good = check, False

    def run(self) -> None:
        try:
            self.check()
            self.good = True
        except Exception as error:  # whatever is wrong, the answer is no
            logger.warning("Not ready: %s: %s", self.name, error)
        finally:
            connection.close()

    def answer(self, deadline: float) -> bool:
        self.join(max(deadline - time.monotonic(), 0))
        return self.good


@functools.cache
def _migrations_of_the_code() -> set[tuple[str, str]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return loader.disk_migrations.keys() - loader.replacements.keys()
