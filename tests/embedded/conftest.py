"""Scratch projects, and supervisors in processes of their own so that they can be killed."""

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from chamber.embedded import Supervisor

PROJECT = Path(__file__).resolve().parents[2]


def eventually(true, *, seconds=10):
    """Poll until ``true()`` is; return what it returned."""
    deadline = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < deadline, "this did not become true in time"
        time.sleep(0.02)
    return answer


@pytest.fixture(scope="module")
def folder():
    """Not pytest's tmp_path: no other account can enter that, and the database is run by one."""
    path = Path(tempfile.mkdtemp(prefix="portal-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


class Run:
    """A program that uses the supervisor, what it says, and what its state file tells."""

    def __init__(self, var, parts, *, output):
        source = PROGRAM.format(var=str(var), parts=parts)
        self.var = var
        self.output = output
        with output.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-c", source], stdout=file, cwd=PROJECT
            )

    def expect(self, sentence):
        try:
            eventually(lambda: sentence in self.output.read_text())
        except AssertionError:
            pytest.fail(f"{sentence!r} is not in:\n{self.output.read_text()}")

    def pid(self, name):
        return json.loads((self.var / "supervisor.json").read_text())["parts"][name]["pid"]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)


PROGRAM = """
import sys
from pathlib import Path
from chamber.embedded import Part, Supervisor, AlreadyRunning, PartFailed

def python(name, source, **kwargs):
    return Part(name, [sys.executable, "-c", source], **kwargs)

try:
    with Supervisor(Path({var!r})) as supervisor:
        supervisor.announce("http://localhost:8123")
        supervisor.start({parts})
        supervisor.say("all up")
        supervisor.watch()
    print("all down")
except (AlreadyRunning, PartFailed) as error:
    sys.exit(print(error) or 3)
"""


@pytest.fixture
def supervise(tmp_path):
    """Start a supervisor over ``tmp_path`` with parts written as source; end it afterwards."""
    runs = []

    def start(parts):
        runs.append(Run(tmp_path, parts, output=tmp_path / f"output-{len(runs)}"))
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            run.stop()
    with Supervisor(tmp_path):
        pass  # ends what a failed test left


def is_running(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
