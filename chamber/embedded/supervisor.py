"""The supervisor: starts parts in order, restarts one that dies, stops all in reverse order.

    with Supervisor(var) as supervisor:
        supervisor.start(*parts)
        supervisor.watch()

SIGINT, SIGTERM and SIGHUP leave the block. After a SIGKILL the next supervisor of the same
folder ends what was left.
"""

import fcntl
import json
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Self

import psutil

from chamber.embedded.part import (
    Part,
    PartFailed,
    await_ready,
    bury,
    end,
    is_alive,
    kill,
    launch,
    members,
    tail,
)

FIRST_DELAY, LAST_DELAY = 0.5, 10.0  # seconds before a dead part is started again
CLOCK_SLACK = 1.0  # seconds; a start time is told relative to a clock that may be set
STEADY = 30.0  # seconds after which a part that dies again has its delay forgotten
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class AlreadyRunning(Exception):
    """Another supervisor works on the same folder; the message says which and where."""


class Stopped(Exception):
    """A signal asked us to stop."""


@dataclass
class Charge:
    """A part in our care: its process, or the moment at which to start it again."""

    part: Part
    process: psutil.Process | None = None
    since: float = 0.0
    delay: float = 0.0
    due: float = 0.0

    def record(self) -> dict[str, Any]:
        stop = {"stop_signal": self.part.stop_signal, "grace": self.part.grace}
        return identity(self.process) | stop


class Supervisor:
    """Keeps logs in ``var/log`` and what it runs in ``var/supervisor.json``."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.address = ""
        self._charges: list[Charge] = []
        self._stopping = False

    def __enter__(self) -> Self:
        self.var.mkdir(parents=True, exist_ok=True)
        self._lock = (self.var / "supervisor.lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise AlreadyRunning(self._describe_other()) from None
        self._handlers = {number: signal.signal(number, self._ask) for number in SIGNALS}
        self._end_leftovers()
        self._save()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> bool:
        if self._charges:
            self.say("stopping")
        for charge in reversed(self._charges):
            if charge.process:
                part = charge.part
                end(charge.process, stop_signal=part.stop_signal, grace=part.grace)
        self._state.unlink(missing_ok=True)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._lock.close()
        return kind is Stopped

    def start(self, *parts: Part) -> None:
        """Start ``parts`` one after another, each when the one before is ready."""
        for part in parts:
            began = time.monotonic()
            charge = Charge(part)
            self._charges.append(charge)
            self._raise(charge)
            await_ready(part, charge.process, log=self.log(part.name), pause=self.pause)
            self.say(f"{part.name} is up ({time.monotonic() - began:.1f} s)")

    def step(
        self, name: str, argv: Sequence[str | Path], *, env: Mapping[str, str] | None = None
    ) -> None:
        """Run a command to its end, output into its log; raise ``PartFailed`` when it fails."""
        log = self.log(name)
        child = launch(Part(name, argv, env=env or {}), log=log)
        try:
            while is_alive(child):
                self.pause(0.05)
        except Stopped:
            end(child)
            raise
        if code := bury(child):
            raise PartFailed(f"{name} failed with exit code {code}.\n{tail(log)}")

    def watch(self) -> None:
        """Restart whatever dies, until a signal comes."""
        while True:
            for charge in self._charges:
                if charge.process is None:
                    if time.monotonic() >= charge.due:
                        self._raise_again(charge)
                elif not is_alive(charge.process):
                    self._lay_down(charge)
            self.pause(0.1)

    def announce(self, address: str) -> None:
        """Remember where the portal answers, for whoever tries to start a second one."""
        self.address = address
        self._save()

    def say(self, sentence: str) -> None:
        with suppress(OSError):  # nobody listens any more; the parts shall live on
            print(sentence, flush=True)  # noqa: T201

    def log(self, name: str) -> Path:
        return self.var / "log" / f"{name.replace(' ', '-')}.log"

    def pause(self, seconds: float) -> None:
        """Sleep, and raise ``Stopped`` if a signal came."""
        # Only here: a signal between a launch and its record would leave a process behind.
        if not self._stopping:
            time.sleep(seconds)
        if self._stopping:
            raise Stopped

    def _raise(self, charge: Charge) -> None:
        part = charge.part
        charge.process = (part.find and part.find()) or launch(part, log=self.log(part.name))
        charge.since = time.monotonic()
        self._save()

    def _raise_again(self, charge: Charge) -> None:
        try:
            self._raise(charge)
        except (OSError, RuntimeError) as error:
            self.say(f"{charge.part.name} cannot be started: {error}")
            charge.due = time.monotonic() + LAST_DELAY
        else:
            self.say(f"{charge.part.name} was started again")

    def _lay_down(self, charge: Charge) -> None:
        code = bury(charge.process)
        lived = time.monotonic() - charge.since
        charge.process = None
        charge.delay = min(LAST_DELAY, charge.delay * 2) if lived < STEADY else 0
        charge.delay = charge.delay or FIRST_DELAY
        charge.due = time.monotonic() + charge.delay
        how = "" if code is None else f" with code {code}"
        self.say(f"{charge.part.name} ended{how}; starting it again in {charge.delay:g} s")

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    @property
    def _state(self) -> Path:
        return self.var / "supervisor.json"

    def _save(self) -> None:
        living = [charge for charge in self._charges if charge.process]
        state = {
            "supervisor": identity(psutil.Process()),
            "address": self.address,
            "parts": {charge.part.name: charge.record() for charge in living},
        }
        new = self._state.with_suffix(".new")
        new.write_text(json.dumps(state, indent=1))
        new.replace(self._state)

    def _load(self) -> dict[str, Any]:
        try:
            return json.loads(self._state.read_text())
        except (OSError, ValueError):
            return {}

    def _describe_other(self) -> str:
        state = self._load()
        pid = state.get("supervisor", {}).get("pid", "unknown")
        where = f" at {state['address']}" if state.get("address") else ""
        return f"The portal is running already{where} (process {pid})."

    def _end_leftovers(self) -> None:
        """End what a killed supervisor left running, last started first."""
        for name, known in reversed(self._load().get("parts", {}).items()):
            leader = recognise(known)
            if leader and is_alive(leader):
                self.say(f"ending {name}, left over from a run that was killed")
                end(leader, stop_signal=known["stop_signal"], grace=known["grace"])
            elif leader or not psutil.pid_exists(known["pid"]):
                kill(members(known["pid"]))


def identity(process: psutil.Process) -> dict[str, Any]:
    return {"pid": process.pid, "created": process.create_time()}


def recognise(known: Mapping[str, Any]) -> psutil.Process | None:
    """The process of a saved identity, unless its number belongs to another one by now."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(known["pid"])
        if abs(process.create_time() - known["created"]) < CLOCK_SLACK:
            return process
    return None
