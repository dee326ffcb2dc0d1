"""Background work: claimed under a lease, told step by step, ended readably."""

from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from chamber.jobs import alerts, queue
from chamber.jobs.models import Alert, Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(monkeypatch):
    """Kinds of work for these tests only."""
    monkeypatch.setattr(queue, "_kinds", dict(queue._kinds))
    monkeypatch.setattr(queue, "PROGRESS_EVERY", 0)
    return queue.kind


def start(kind, **options):
    return queue.start(kind, by=None, title="A piece of work", **options)


def test_work_tells_its_steps_and_its_result(works):
    seen = []

    @works("test.count")
    def count(job, progress, *, to):
        for number in range(1, to + 1):
            progress(number, to, f"step {number}")
            seen.append(Job.objects.get(pk=job.pk).done)
        return {"url": "/there/"}

    job = start("test.count", args={"to": 3})
    assert queue.run_all("default") == 1
    job.refresh_from_db()
    assert seen == [1, 2, 3]
    assert (job.state, job.result, job.words) == (Job.State.DONE, {"url": "/there/"}, "step 3")
    assert job.finished_at >= job.started_at


def test_the_same_key_is_the_same_job(works):
    works("test.nothing")(lambda job, progress: None)
    assert start("test.nothing", dedupe="a") == start("test.nothing", dedupe="a")


def test_a_known_fault_is_told_in_its_own_words(works):
    @works("test.fault")
    def fault(job, progress):
        raise queue.Failed("The file is no table.")

    job = start("test.fault")
    queue.run_all("default")
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "The file is no table.")


def test_an_unforeseen_fault_shows_a_number_and_no_innards(works):
    @works("test.bug")
    def bug(job, progress):
        raise RuntimeError("secret innards")

    job = start("test.bug")
    queue.run_all("default")
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert str(job.pk) in job.error
    assert "innards" not in job.error


def test_work_that_is_taken_back_stops_at_its_next_step(works):
    @works("test.long")
    def long(job, progress):
        progress(1, 10)
        queue.cancel(job)
        progress(2, 10)
        pytest.fail("went on after it was taken back")

    job = start("test.long")
    queue.run_all("default")
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.CANCELLED, 1)


def test_work_that_waits_is_taken_back_at_once(works):
    works("test.nothing")(lambda job, progress: None)
    job = start("test.nothing")
    queue.cancel(job)
    assert queue.run_all("default") == 0
    queue.again(job)
    assert queue.run_all("default") == 1


def test_a_worker_that_lost_its_lease_writes_no_result(works):
    @works("test.slow")
    def slow(job, progress):
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        queue.sweep(at=timezone.now())
        with pytest.raises(queue.Cancelled):
            progress(1, 2)
        return {"words": "late"}

    job = start("test.slow")
    queue.run_all("default", seconds=0.01)
    job.refresh_from_db()
    assert job.result == {}
    assert (job.state, job.crashes) != (Job.State.DONE, 0)


def test_work_that_stops_its_worker_three_times_is_set_aside(works):
    works("test.poison")(lambda job, progress: None)
    job = start("test.poison")
    for _ in range(3):
        queue._claim("default")
        queue.sweep(at=timezone.now() + timedelta(minutes=5))
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "three times" in job.error
    assert Alert.objects.filter(kind="job:test.poison", cleared_at=None).count() == 1


def test_the_alert_about_it_ends_when_such_work_is_done_again(works):
    works("test.poison")(lambda job, progress: None)
    alerts.raise_once("job:test.poison", "Background work stopped its worker three times.")
    start("test.poison")
    queue.run_all("default")
    assert not Alert.objects.filter(cleared_at=None).exists()


def test_work_that_takes_too_long_says_so(works):
    @works("test.endless")
    def endless(job, progress):
        raise SoftTimeLimitExceeded  # as Celery stops it, wherever it is

    job = start("test.endless")
    queue.run_all("default")
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "longer than 4 minutes" in job.error


def test_no_work_is_begun_late(works):
    """Each has the time of a task for itself; what is left waits for the next task."""
    works("test.nothing")(lambda job, progress: None)
    waiting = [start("test.nothing"), start("test.nothing")]
    assert queue.run_all("default", seconds=0) == 0
    assert queue.run_all("default") == len(waiting)


def test_queues_do_not_take_each_others_work(works):
    works("test.print", queue="render")(lambda job, progress: None)
    start("test.print")
    assert queue.run_all("default") == 0
    assert queue.run_all("render") == 1
