"""10: times that contradict each other are found at start-up, with what to do."""

import os
import subprocess
import sys

import pytest

from chamber.checks import long_countdowns, times_fit
from tests.faults.house import PROJECT


@pytest.mark.parametrize(
    ("fault", "check", "remedy"),
    [
        ({"CELERY_TASK_TIME_LIMIT": 500}, "chamber.E003", "VISIBILITY_TIMEOUT"),
        ({"MAIL_CUT": 60, "MAIL_LEASE": 60}, "chamber.E004", "MAIL_LEASE"),
        ({"MAIL_SWEEP": 1000}, "chamber.E005", "MAIL_SWEEP"),
    ],
)
def test_the_check_names_fault_and_remedy(settings, fault, check, remedy):
    assert times_fit(None) == []
    for name, value in fault.items():
        setattr(settings, name, value)
    [found] = times_fit(None)
    assert found.id == check
    assert remedy in found.hint


def test_a_worker_with_such_times_does_not_start():
    env = os.environ | {"TASK_TIME_LIMIT": "500", "VISIBILITY_TIMEOUT": "900"}
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=env,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "chamber.E003" in run.stderr


def test_a_countdown_beyond_the_visibility_timeout_is_found():
    from chamber.celery import app

    @app.task(name="tests.slow_retry", default_retry_delay=10_000)
    def slow_retry():
        pass

    try:
        [found] = long_countdowns(None)
    finally:
        app.tasks.pop("tests.slow_retry")
    assert found.id == "chamber.E006"
    assert "tests.slow_retry" in found.msg
