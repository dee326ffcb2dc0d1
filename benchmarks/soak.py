"""2,000 mails while the worker group is SIGKILLed three times: none lost, each copy flagged.

Prints one JSON line and ends with 1 when the contract is broken: a row that is not final, a lost
mail, more extra copies than kills x worker processes, or a copy whose row is not flagged.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import sink
from benchmarks.ground import say, scratch, tell
from benchmarks.mail import write

MAILS, KILLS, PROCESSES = 2000, 3, 2
QUICK = {"MAIL_LEASE": "4", "MAIL_CUT": "2", "MAIL_SWEEP": "1", "MAIL_DRAIN": "1"}
PATIENCE = 300  # seconds


def start_workers(folder, number):
    argv = [sys.executable, "-m", "celery", "-A", "chamber.celery", "worker", "--beat"]
    argv += ["-s", str(folder / f"beat-{number}"), "-c", str(PROCESSES), "-n", f"soak{number}@%h"]
    argv += ["-Q", "default,mail", "--without-gossip", "--without-mingle"]
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(argv, stdout=log, stderr=log, start_new_session=True)


def kill(workers):
    os.killpg(workers.pid, signal.SIGKILL)
    workers.wait()


def wait_for(sent, target):
    end = time.monotonic() + PATIENCE
    while sent() < target:
        if time.monotonic() > end:
            raise SystemExit(f"Only {sent()} mails had a result after {PATIENCE} s.")
        time.sleep(0.02)


def main():
    environment = QUICK | {"PYTHONPATH": str(Path.cwd())}
    with sink.running() as server, scratch("soak", EMAIL_URL=server.url, **environment):
        from chamber.mail.models import OutgoingMail
        from chamber.mail.states import FINAL, State

        rows = OutgoingMail.objects
        mails = write(MAILS)
        dice = random.Random(2027)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            workers = start_workers(folder, 0)
            for number in range(1, KILLS + 1):
                target = MAILS * number // (KILLS + 1) + dice.randrange(50)
                wait_for(lambda: rows.filter(state=State.SENT).count(), target)
                kill(workers)
                tell(f"kill {number} after {rows.filter(state=State.SENT).count()} mails")
                workers = start_workers(folder, number)
            wait_for(lambda: rows.filter(state__in=FINAL).count(), MAILS)
            kill(workers)
        copies = server.counts()
        twice = {name for name, count in copies.items() if count > 1}
        flagged = set(rows.filter(maybe_twice=True).values_list("message_id", flat=True))
        result = {
            "mails": MAILS,
            "final": rows.filter(state__in=FINAL).count(),
            "sent": rows.filter(state=State.SENT).count(),
            "lost": sum(mail.message_id not in copies for mail in mails),
            "extra_copies": sum(copies.values()) - len(copies),
            "unflagged_copies": len(twice - flagged),
            "kills": KILLS,
            "worker_processes": PROCESSES,
        }
        say(result)
        if (
            result["final"] < MAILS
            or result["lost"]
            or result["unflagged_copies"]
            or result["extra_copies"] > KILLS * PROCESSES
        ):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
