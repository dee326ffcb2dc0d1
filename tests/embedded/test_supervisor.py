"""The supervisor keeps parts alive and leaves nothing behind."""

import os
import signal

from tests.embedded.conftest import eventually, is_running

SLEEP = "python('sleeper', 'import time; time.sleep(60)')"
# A part with a child of its own, whose number it writes to its log.
FAMILY = """python('family', '''
import subprocess, sys, time
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid, flush=True)
time.sleep(60)
''')"""
STUBBORN = """python('stubborn', '''
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("set", flush=True)
time.sleep(60)
''', grace=0.3)"""


def last_word(name):
    """A part that writes the time when it is asked to stop."""
    return f"""python('{name}', '''
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(print(time.monotonic_ns())))
print("set", flush=True)
time.sleep(60)
''')"""


def child(run):
    log = run.var / "log" / "family.log"
    return int(eventually(lambda: log.exists() and log.read_text().split())[-1])


def test_a_killed_part_is_started_again_without_its_orphans(supervise):
    run = supervise(FAMILY)
    run.expect("all up")
    first, orphan = run.pid("family"), child(run)
    os.kill(first, signal.SIGKILL)
    run.expect("family ended with code -9; starting it again in 0.5 s")
    run.expect("family was started again")
    assert run.pid("family") != first
    assert is_running(run.pid("family"))
    eventually(lambda: not is_running(orphan))
    os.kill(run.pid("family"), signal.SIGKILL)
    run.expect("starting it again in 1 s")


def test_stopping_ends_all_in_reverse_order_and_kills_the_deaf(supervise):
    run = supervise(f"{last_word('first')}, {last_word('second')}, {FAMILY}, {STUBBORN}")
    run.expect("all up")
    for name in ("first", "second", "stubborn"):
        eventually(lambda name=name: "set" in (run.var / "log" / f"{name}.log").read_text())
    pids = [run.pid(name) for name in ("first", "second", "family", "stubborn")] + [child(run)]
    assert run.stop() == 0
    run.expect("all down")
    assert not any(map(is_running, pids))
    written = [(run.var / "log" / f"{name}.log").read_text() for name in ("second", "first")]
    assert sorted(written, key=lambda text: text.split()[-1]) == written
    assert not (run.var / "supervisor.json").exists()


def test_after_a_killed_supervisor_the_next_ends_what_it_left(supervise):
    run = supervise(f"{SLEEP}, {FAMILY}")
    run.expect("all up")
    left = [run.pid("sleeper"), run.pid("family"), child(run)]
    run.kill()
    assert all(map(is_running, left))
    # The family's head dies too: its child must be found all the same.
    os.kill(left[1], signal.SIGKILL)

    following = supervise(SLEEP)
    following.expect("ending sleeper, left over from a run that was killed")
    following.expect("all up")
    assert not any(map(is_running, left))
    assert is_running(following.pid("sleeper"))


def test_a_second_supervisor_names_the_first(supervise):
    run = supervise(SLEEP)
    run.expect("all up")
    second = supervise(SLEEP)
    second.expect(f"running already at http://localhost:8123 (process {run.process.pid})")
    assert second.process.wait(5) == 3
    assert is_running(run.pid("sleeper"))


def test_a_part_that_cannot_start_is_quoted(supervise):
    run = supervise(f"{SLEEP}, python('broken', '1 / 0', ready=lambda: False)")
    run.expect("broken stopped while it was starting.")
    run.expect("ZeroDivisionError")
    assert run.process.wait(5) == 3
