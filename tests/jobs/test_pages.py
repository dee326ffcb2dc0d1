"""Pages of tasks and of background work."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chamber.jobs import queue
from chamber.jobs.models import Job, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(make_user):
    owner = make_user()
    return queue.start("privacy.export", by=owner, title="My data")


def test_a_running_job_tells_what_how_many_and_how_long(job, sign_in):
    started = timezone.now() - timedelta(seconds=75)
    Job.objects.update(state="running", done=3, total=9, words="Mails", started_at=started)
    page = sign_in(job.owner).get(job.get_absolute_url()).content.decode()
    assert '<progress value="3" max="9"' in page
    assert "3 of 9 done" in page
    assert "Mails" in page
    assert "1:1" in page  # 0:01:15, and counting


def test_a_poll_gets_only_what_changes_and_stops_when_it_is_done(job, sign_in):
    browser = sign_in(job.owner)
    part = browser.get(job.get_absolute_url(), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert "hx-trigger" in part
    Job.objects.update(state="done", result={"url": "/there/"})
    part = browser.get(job.get_absolute_url(), headers={"hx-request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert 'href="/there/"' in part


def test_a_poll_after_the_session_ended_leads_to_the_sign_in_page(job, client):
    answer = client.get(job.get_absolute_url(), headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == "/en/account/login/"


def test_a_failed_job_says_why_and_can_be_tried_again(job, sign_in):
    Job.objects.update(state="failed", error="The disk is full.")
    browser = sign_in(job.owner)
    page = browser.get(job.get_absolute_url()).content.decode()
    assert "The disk is full." in page
    browser.post(f"/en/jobs/{job.pk}/again/")
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.QUEUED, "")


def test_a_task_is_planned_done_and_gone_from_the_open_ones(make_user, sign_in):
    staff = make_user(role="staff")
    browser = sign_in(staff)
    due = timezone.localtime() + timedelta(days=2)
    browser.post(
        "/en/jobs/tasks/new/",
        {"what": "Ask the host", "owner": staff.pk, "due": due.strftime("%Y-%m-%dT%H:%M")},
    )
    task = Task.objects.get()
    assert task.asked_by == staff
    assert abs(task.due - due) < timedelta(minutes=1)
    assert "Ask the host" in browser.get("/en/jobs/tasks/").content.decode()
    browser.post(f"/en/jobs/tasks/{task.pk}/done/")
    browser.post(f"/en/jobs/tasks/{task.pk}/done/")
    page = browser.get("/en/jobs/tasks/")
    assert "Done: Ask the host" in page.content.decode()
    assert list(page.context["object_list"]) == []
    assert "Ask the host" in browser.get("/en/jobs/tasks/?which=done").content.decode()
    assert [entry.verb for entry in task.log_entries()] == ["done", "asked"]


def test_a_task_is_only_given_to_people_of_the_chamber(make_user, sign_in):
    outsider = make_user()
    answer = sign_in(make_user(role="staff")).post(
        "/en/jobs/tasks/new/", {"what": "Spy", "owner": outsider.pk, "due": "2027-05-01T10:00"}
    )
    assert answer.context["form"].errors["owner"]
    assert not Task.objects.exists()
