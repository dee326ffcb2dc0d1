"""The press on its rope: what it prints, and that nothing a document does outlives it."""

import os
import signal
import time

import psutil
import pytest

from chamber.documents.printer import Printer, PrintFailed

PLAIN = "<html lang='en'><title>Plain</title><body><p>Words</p></body></html>"
# Each cell is laid out on its own: far more than a second of work, and memory that keeps growing.
RUNAWAY = "<html><body><table>" + "<tr><td>a<td>b<td>c<td>d" * 40_000


@pytest.fixture(scope="module")
def printer():
    """One for all tests, because a press takes a second to start: what a test does to it, the next
    one finds put right."""
    printer = Printer()
    yield printer
    printer.close()


@pytest.fixture
def press(printer):
    """The same, at work."""
    limits = printer.seconds, printer.megabytes
    printer.print(PLAIN)
    yield printer
    printer.seconds, printer.megabytes = limits


def test_the_press_stays_for_the_next_document(press):
    first = press.process.pid
    assert press.print(PLAIN).pages == 1
    assert press.process.pid == first


def test_a_document_that_takes_too_long_is_stopped_and_the_next_one_prints(press):
    first = psutil.Process(press.process.pid)
    press.seconds = 1
    started = time.monotonic()
    with pytest.raises(PrintFailed, match="longer than 1 second "):
        press.print(RUNAWAY)
    assert time.monotonic() - started < 15
    assert not first.is_running()
    press.seconds = 60
    assert press.print(PLAIN).pdf.startswith(b"%PDF-")


def test_a_document_that_eats_memory_is_stopped(press):
    press.close()  # the limit is set as a press starts
    press.megabytes = 90
    with pytest.raises(PrintFailed, match="too large"):
        press.print(RUNAWAY)
    assert press.process is None
    press.megabytes = 1024
    assert press.print(PLAIN).pages == 1


def test_memory_is_watched_from_outside_too(press):
    """Where the limit inside does not bite, the look from outside does."""
    press.megabytes = 1
    with pytest.raises(PrintFailed, match="too large"):
        press.print(RUNAWAY)


@pytest.mark.fault
def test_a_killed_press_is_replaced(press):
    os.kill(press.process.pid, signal.SIGKILL)
    assert press.print(PLAIN).pages == 1


@pytest.mark.fault
def test_a_press_that_dies_at_work_says_so(press):

    def kill():
        os.kill(press.process.pid, signal.SIGKILL)

    with pytest.raises(PrintFailed, match="stopped while it printed"):
        press.print(RUNAWAY, alive=kill)
    assert press.print(PLAIN).pages == 1


def test_whoever_takes_the_job_back_stops_the_press(press):

    class TakenBack(Exception):
        pass

    def alive():
        raise TakenBack

    with pytest.raises(TakenBack):
        press.print(RUNAWAY, alive=alive)
    assert press.process is None


def test_a_style_sheet_that_is_missing_is_words_not_a_crash(press):
    with pytest.raises(PrintFailed, match="cannot be printed"):
        press.print(PLAIN, styles=["css/missing.css"])


def test_the_press_goes_when_its_worker_goes(press):
    child = psutil.Process(press.process.pid)
    press.connection.close()  # what the end of the worker does to the socket
    assert child.wait(timeout=5) == 0


def test_the_press_is_given_no_secrets(printer, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "shown nowhere")
    printer.close()  # so that the next one starts with it
    printer.print(PLAIN)
    environment = psutil.Process(printer.process.pid).environ()
    assert {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}.isdisjoint(environment)
