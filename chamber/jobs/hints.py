"""Waking the worker without waiting for the broker.

A request writes its row and sets a flag; one daemon thread of the process publishes the flagged
task names. A broker that is down or frozen costs that thread a third of a second and the page
nothing: the sweep finds every row without a hint.
"""

import logging
import threading

from django.db import transaction
from kombu.exceptions import OperationalError

from chamber.celery import app

logger = logging.getLogger(__name__)
_QUICK = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3, "max_retries": 0}


def after_commit(task_name: str, queue: str = "") -> None:
    """Ask for one run of a task when the transaction is through; asking twice is asking once.

    With ``queue`` the task is published there and told its name.
    """
    transaction.on_commit(lambda: _ask((task_name, queue)))


def _ask(hint: tuple[str, str]) -> None:
    _publisher.ask(hint)


class _Publisher:
    """One thread of this process, begun with the first hint, that publishes what was asked for."""

    def __init__(self) -> None:
        self.wanted: set[tuple[str, str]] = set()
        self.wake, self.lock = threading.Event(), threading.Lock()
        self.thread: threading.Thread | None = None

    def ask(self, hint: tuple[str, str]) -> None:
        with self.lock:
            self.wanted.add(hint)
            if self.thread is None or not self.thread.is_alive():  # also after a fork
                self.thread = threading.Thread(target=self.run, name="hints", daemon=True)
                self.thread.start()
        self.wake.set()

    def run(self) -> None:
        while True:
            self.wake.wait()
            self.wake.clear()
            with self.lock:
                hints = sorted(self.wanted)
                self.wanted.clear()
            for name, queue in hints:
                _publish(name, queue)


def _publish(name: str, queue: str) -> None:
    where: dict = {"queue": queue, "args": [queue]} if queue else {}
    try:
        with app.connection_for_write(transport_options=_QUICK) as connection:
            app.send_task(name, connection=connection, retry=False, ignore_result=True, **where)
    except (OperationalError, OSError) as error:
        logger.info("No hint for %s, the sweep will find it: %s", name, error)


_publisher = _Publisher()
