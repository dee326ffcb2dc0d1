"""What PostgreSQL and Valkey have in common: a data folder, a port, a password, one process."""

import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from chamber.embedded import ground as grounds
from chamber.embedded.ground import Ground
from chamber.embedded.part import Part, kill


class Server(ABC):
    """One server program over one data folder; the process is told by that folder, not by number.

    Both programs make the data folder their working directory, so a process number from a pid
    file is only believed when the process has the right name and stands in that folder.
    """

    name: str
    program: str
    pid_file: str
    stop_signal = signal.SIGTERM

    def __init__(self, ground: Ground, *, port: int, password: str) -> None:
        self.ground = ground
        self.port = port
        self.password = password
        self.data = ground.home / self.name

    @abstractmethod
    def argv(self) -> list[str | Path]:
        """The command that starts it."""

    @abstractmethod
    def configure(self) -> None:
        """Make the data folder on first use and write the configuration; called when stopped."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers."""

    def part(self) -> Part:
        return Part(
            self.name,
            self.argv(),
            env=grounds.environment(),
            alone=True,
            ready=self.ready,
            find=self.process,
            before=self.prepare,
            stop_signal=self.stop_signal,
            cwd="/",
            account=grounds.account(),
        )

    def prepare(self) -> None:
        self.clear_leftovers()
        self.configure()

    def process(self) -> psutil.Process | None:
        """The running server, or None."""
        with suppress(OSError, ValueError, IndexError):
            process = psutil_process(int(self._pid_lines()[0]))
            if process and self._is_ours(process):
                return process
        return None

    def clear_leftovers(self) -> None:
        """End what a killed server left behind: its children, then its stale pid file."""
        deadline = time.monotonic() + 5
        while (orphans := self._orphans()) and time.monotonic() < deadline:
            time.sleep(0.05)  # PostgreSQL's children see the death of their parent and leave
        kill(orphans)
        (self.data / self.pid_file).unlink(missing_ok=True)

    def _pid_lines(self) -> list[str]:
        return (self.data / self.pid_file).read_text().splitlines()

    def _orphans(self) -> list[psutil.Process]:
        if not self.data.exists():
            return []
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        with suppress(psutil.Error):
            return process.name() == self.program and Path(process.cwd()) == self.data.resolve()
        return False

    def _write(self, path: Path, text: str) -> None:
        """Write ``path`` so that only the servers' account can read it."""
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(text)
        grounds.give(path)

    def _run(self, argv: Sequence[str | Path], **kwargs: Any) -> str:
        """Run one of the server's tools to its end; raise RuntimeError with what it said."""
        done = subprocess.run(
            [str(word) for word in argv],
            cwd="/",
            env=grounds.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **grounds.account(),
            **kwargs,
        )
        if done.returncode:
            raise RuntimeError(f"{Path(argv[0]).name} failed:\n{done.stdout}")
        return done.stdout


def psutil_process(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None
