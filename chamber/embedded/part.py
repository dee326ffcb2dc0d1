"""One supervised process: launched in its own session, awaited, ended with all its children."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

LOG_LIMIT = 10_000_000  # bytes; a larger log is put aside as NAME.log.1 at the next launch


class PartFailed(Exception):
    """A part did not come up; the message quotes the end of its log."""


@dataclass(frozen=True)
class Part:
    """What to run, how to know that it is up, and how to ask it to stop.

    ``env`` is added to ours, unless ``alone``. ``find`` returns a process that does this work
    already and is adopted. ``before`` runs ahead of every launch. ``grace`` and ``patience`` are
    seconds: from the stop signal to the kill, and from the launch to ready.
    """

    name: str
    argv: Sequence[str | Path]
    env: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] | None = None
    find: Callable[[], psutil.Process | None] | None = None
    before: Callable[[], None] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    patience: float = 60.0
    cwd: str | Path | None = None
    alone: bool = False
    account: Mapping[str, Any] = field(default_factory=dict)


def launch(part: Part, *, log: Path) -> psutil.Process:
    """Start ``part`` as a new session, with its output at the end of ``log``."""
    if part.before:
        part.before()
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(log.name + ".1"))
    with log.open("ab") as output:
        child = subprocess.Popen(
            [str(word) for word in part.argv],
            cwd=part.cwd,
            env={**({} if part.alone else os.environ), **part.env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **part.account,
        )
    # From here on psutil watches it; without a code Popen would warn and reap it behind our back.
    child.returncode = 0
    return psutil.Process(child.pid)


def await_ready(
    part: Part, process: psutil.Process, *, log: Path, pause: Callable[[float], None] = time.sleep
) -> None:
    """Return once ``part`` is ready; raise ``PartFailed`` when it dies or takes too long."""
    deadline = time.monotonic() + part.patience
    while not (part.ready is None or part.ready()):
        if not is_alive(process):
            raise PartFailed(f"{part.name} stopped while it was starting.\n{tail(log)}")
        if time.monotonic() > deadline:
            waited = f"{part.name} was not ready within {part.patience:g} seconds."
            raise PartFailed(f"{waited}\n{tail(log)}")
        pause(0.03)


def end(
    process: psutil.Process, *, stop_signal: signal.Signals = signal.SIGTERM, grace: float = 10.0
) -> None:
    """Ask ``process`` to stop; after ``grace`` seconds kill what is left of its session."""
    family = session_of(process)
    with suppress(psutil.NoSuchProcess):
        process.send_signal(stop_signal)
    wait_gone([process], seconds=grace)
    kill([*family, *session_of(process)])
    reap(process)


def bury(process: psutil.Process) -> int | None:
    """Kill the children a dead process left in its session; return its exit code if it was ours."""
    # While it is a zombie its number cannot be used again, so its session is still its own.
    kill(child for child in session_of(process) if child != process)
    return reap(process)


def kill(processes: Iterable[psutil.Process]) -> None:
    killed = []
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
            killed.append(process)
    wait_gone(killed, seconds=5)


def wait_gone(processes: Iterable[psutil.Process], *, seconds: float) -> None:
    # Not psutil's wait: it takes a zombie that its parent never collects for a living process.
    deadline = time.monotonic() + seconds
    while any(map(is_alive, processes)) and time.monotonic() < deadline:
        time.sleep(0.02)


def reap(process: psutil.Process) -> int | None:
    with suppress(psutil.Error):
        return process.wait(0)
    return None


def session_of(leader: psutil.Process) -> list[psutil.Process]:
    """Every process of the session ``leader`` opened, itself included, if it is still the one."""
    if not leader.is_running() and psutil.pid_exists(leader.pid):
        return []  # the number was given to somebody else, so the old session is empty
    return members(leader.pid)


def members(session: int) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(OSError):
            if os.getsid(process.pid) == session:
                found.append(process)
    return found


def is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def tail(log: Path, *, lines: int = 15) -> str:
    text = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join([f"The end of {log}:", *(f"    {line}" for line in text[-lines:])])
