"""An instance: one PostgreSQL and one Valkey under a name, beside any others.

``portal`` is the demonstration's, ``test`` the tests', ``bench`` the benchmarks'.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self

from chamber.embedded.ground import PROJECT, ground
from chamber.embedded.part import Part, PartFailed, await_ready, end, launch
from chamber.embedded.ports import free_port, is_free
from chamber.embedded.postgres import Postgres
from chamber.embedded.server import Server
from chamber.embedded.valkey import Valkey

State = dict[str, dict[str, Any]]  # port and password by server


def instance(name: str, fsync: bool = True, *, project: Path = PROJECT) -> "Instance":
    """The instance called ``name``; without ``fsync`` it is faster and its data may be lost."""
    return Instance(name, fsync=fsync, keep=name == "portal", project=project)


class Instance:
    """Start and stop the pair; starting what runs adopts it.

    ``keep`` makes Valkey write its data to disk too. Passwords and ports live in ``state.json``.
    """

    def __init__(self, name: str, *, fsync: bool, keep: bool, project: Path) -> None:
        self.name = name
        self.log_folder = project / "var" / "log"
        self.ground = ground(name, project=project)
        self.home = self.ground.home
        self.home.mkdir(mode=0o755, parents=True, exist_ok=True)
        state = self._load()
        if not state:
            with self._lock():
                state = self._load() or self._save(new_state())
        self.postgres = Postgres(self.ground, fsync=fsync, **state["postgres"])
        self.valkey = Valkey(self.ground, keep=keep, **state["valkey"])

    @property
    def database_url(self) -> str:
        return self.postgres.url

    @property
    def redis_url(self) -> str:
        return self.valkey.url

    def running(self) -> bool:
        return all(server.process() for server in self._servers)

    def start(self) -> bool:
        """Return when both servers answer; return whether anything had to be started."""
        with self._lock():
            self._settle_ports()
            new = [self._bring_up(part) for part in self._server_parts()]
        return any(new)

    def stop(self) -> None:
        with self._lock():
            for server in reversed(self._servers):
                if process := server.process():
                    end(process, stop_signal=server.stop_signal, grace=20)

    @contextmanager
    def lease(self) -> Iterator[Self]:
        """Running for the length of the block; the last one out stops it."""
        with self.held() as hold:
            self.start()
            try:
                yield self
            finally:
                fcntl.flock(hold, fcntl.LOCK_UN)
                with suppress(BlockingIOError):
                    fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()

    @contextmanager
    def held(self) -> Iterator[IO[str]]:
        """For the length of the block no end of a lease stops it."""
        with (self.home / "hold").open("w") as hold:
            fcntl.flock(hold, fcntl.LOCK_SH)
            yield hold

    def parts(self) -> list[Part]:
        """The two servers as parts for a supervisor; it adopts them when they run already."""
        with self._lock():
            self._settle_ports()
        return self._server_parts()

    @property
    def _servers(self) -> tuple[Server, Server]:
        return self.postgres, self.valkey

    def _server_parts(self) -> list[Part]:
        return [server.part() for server in self._servers]

    def _bring_up(self, part: Part) -> bool:
        """Return when the part answers; return whether it had to be started."""
        log = self._log(part)
        if process := part.find and part.find():
            with suppress(PartFailed):  # it was on its way out
                await_ready(part, process, log=log)
                return False
        await_ready(part, launch(part, log=log), log=log)
        return True

    def _log(self, part: Part) -> Path:
        return self.log_folder / f"{self.name}-{part.name}.log"

    def _settle_ports(self) -> None:
        """Keep each port of last time, unless somebody else took it."""
        state = self._load() or {}
        for server in self._servers:
            server.port = state[server.name]["port"]
            if not server.process() and not is_free(server.port):
                server.port = state[server.name]["port"] = free_port()
        self._save(state)

    @property
    def _state(self) -> Path:
        return self.home / "state.json"

    def _load(self) -> State | None:
        return json.loads(self._state.read_text()) if self._state.exists() else None

    def _save(self, state: State) -> State:
        new = self._state.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(state, file)
        new.replace(self._state)
        return state

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """One starter or stopper at a time; the system lets go when we die."""
        with (self.home / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def new_state() -> State:
    return {
        server: {"port": free_port(), "password": secrets.token_hex(24)}
        for server in ("postgres", "valkey")
    }
