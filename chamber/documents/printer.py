"""The worker's side of the press: starts it, hands it HTML, and stops it when it runs away."""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

logger = logging.getLogger(__name__)
CHILD = Path(__file__).with_name("child.py")
STATIC = settings.BASE_DIR / "static"
TOO_LARGE = gettext_lazy("This document is too large to print and was stopped.")
LOOK_EVERY = 0.1  # seconds between two looks at the memory of the press


class PrintFailed(Exception):
    """The document cannot be printed; the words are for the person who asked for it."""


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int
    refused: tuple[str, ...]  # addresses in the document that the press would not fetch


class Printer:
    """One press and the rope it is kept on: ``seconds`` for a document, ``megabytes`` of memory.

    Starts with the first document and stays. After any failure it is killed, and the next document
    gets a new one.
    """

    def __init__(self, *, seconds: int = 60, megabytes: int = 1024) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self.process: Any = None
        self.connection: Any = None
        self.lock = threading.Lock()

    def print(
        self,
        html: str,
        *,
        styles: Sequence[str] = ("css/pdf.css",),
        variant: str = "pdf/ua-1",
        alive: Callable[[], object] = lambda: None,
    ) -> Printed:
        """The PDF of ``html``, or ``PrintFailed``.

        ``alive`` is called about once a second meanwhile; when it raises, the press is stopped.
        """
        request = json.dumps({"html": html, "styles": styles, "variant": variant}).encode()
        with self.lock:
            try:
                return self._print(request, alive)
            except (OSError, EOFError) as error:
                self.close()
                raise PrintFailed(_("The press stopped while it printed. Try again.")) from error
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Kill the press, whatever it is doing."""
        if self.process:
            self.connection.close()
            self.process.kill()
            self.process.wait()
        self.process = self.connection = None

    def _print(self, request: bytes, alive: Callable[[], object]) -> Printed:
        end = time.monotonic() + self.seconds
        try:
            self._hand_over(request, end, alive)
        except (OSError, EOFError):  # it was killed while it had nothing to do
            self.close()
            self._hand_over(request, end, alive)
        header = json.loads(self._receive(end, alive))
        if error := header.get("error"):
            logger.error("The press could not print a document: %s", error)
            if error.startswith("MemoryError"):
                raise PrintFailed(TOO_LARGE)
            raise PrintFailed(_("This document cannot be printed as it is."))
        if header["refused"]:
            logger.warning("The press refused to fetch %s", ", ".join(header["refused"]))
        return Printed(self._receive(end, alive), header["pages"], tuple(header["refused"]))

    def _hand_over(self, request: bytes, end: float, alive: Callable[[], object]) -> None:
        """Give the press its work; it answers with an empty part that it has begun."""
        if self.process is None:
            self._start()
        self.connection.send_bytes(request)
        self._receive(end, alive)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-I", CHILD, STATIC, settings.MEDIA_ROOT, self.megabytes]
        with theirs:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=self._environment(),
            )
        self.connection = Connection(ours.detach())

    def _environment(self) -> dict[str, str]:
        """Nothing of ours but the way to the libraries, and the list of the fonts we ship."""
        kept = {"PATH", "LD_LIBRARY_PATH", "TMPDIR"} & os.environ.keys()
        return {name: os.environ[name] for name in kept} | {
            "LANG": "C.UTF-8",
            "FONTCONFIG_FILE": str(STATIC / "fonts" / "pdf" / "fonts.conf"),
        }

    def _too_slow(self) -> str:
        words = ngettext(
            "Printing took longer than %(seconds)s second and was stopped.",
            "Printing took longer than %(seconds)s seconds and was stopped.",
            self.seconds,
        )
        return words % {"seconds": self.seconds}

    def _receive(self, end: float, alive: Callable[[], object]) -> bytes:
        """The next part of the answer, watched while it is on its way."""
        press = psutil.Process(self.process.pid)
        second = time.monotonic() + 1
        while True:
            if time.monotonic() > end:
                raise PrintFailed(self._too_slow())
            if self.connection.poll(LOOK_EVERY):
                return self.connection.recv_bytes()
            if time.monotonic() > second:
                alive()
                second += 1
            if press.memory_info().rss > self.megabytes * 2**20:
                raise PrintFailed(TOO_LARGE)


printer = Printer()
