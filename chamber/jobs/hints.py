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
_wanted: set[tuple[str, str]] = set()
_wake = threading.Event()
_lock = threading.Lock()
_thread: threading.Thread | None = None
_QUICK = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3, "max_retries": 0}


def after_commit(task_name: str, queue: str = "") -> None:
    """Ask for one run of a task when the transaction is through; asking twice is asking once.

    With ``queue`` the task is published there and told its name.
    """
    transaction.on_commit(lambda: _ask((task_name, queue)))


def _ask(hint):
    global _thread
    with _lock:
        _wanted.add(hint)
        if _thread is None or not _thread.is_alive():  # also after a fork
            _thread = threading.Thread(target=_publish_for_ever, name="hints", daemon=True)
            _thread.start()
    _wake.set()


def _publish_for_ever():
    while True:
        _wake.wait()
        _wake.clear()
        with _lock:
            hints = sorted(_wanted)
            _wanted.clear()
        for name, queue in hints:
            _publish(name, queue)


def _publish(name, queue):
    where = {"queue": queue, "args": [queue]} if queue else {}
    try:
        with app.connection_for_write(transport_options=_QUICK) as connection:
            app.send_task(name, connection=connection, retry=False, ignore_result=True, **where)
    except (OperationalError, OSError) as error:
        logger.info("No hint for %s, the sweep will find it: %s", name, error)
