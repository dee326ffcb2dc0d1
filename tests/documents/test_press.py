"""Versions: printed once for each content, by a job, and never twice for the same words."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from chamber.documents import press
from chamber.documents.models import Document
from chamber.jobs import queue as jobs
from chamber.jobs.models import Job

pytestmark = pytest.mark.django_db
AT = datetime(2027, 4, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


def test_the_first_time_a_job_makes_it(note, staff):
    document, job = press.ensure("note", "one", "en", by=staff)
    assert (document.version, document.state, job.queue) == (1, "waiting", "render")
    assert jobs.run_all("render") == 1
    document.refresh_from_db()
    job.refresh_from_db()
    assert job.result["url"] == document.get_absolute_url()
    assert (document.state, document.pages, document.title) == ("ready", 2, "Note one")
    assert document.bytes == document.file.size > 1000
    assert document.file.path.startswith(str(settings.MEDIA_ROOT))
    assert "one" not in document.file.name


def test_nothing_is_printed_while_nothing_changes(note, staff):
    press.ensure("note", "one", "en", by=staff)
    jobs.run_all("render")
    again, job = press.ensure("note", "one", "en", by=staff)
    assert (again.version, job, Job.objects.count()) == (1, None, 1)


def test_new_words_are_a_new_version_and_the_old_one_stays(note, staff):
    press.ensure("note", "one", "en", by=staff)
    jobs.run_all("render")
    note.words = "Shore power for two harbours"
    second, job = press.ensure("note", "one", "en", by=staff)
    assert (second.version, job.is_unfinished) == (2, True)
    jobs.run_all("render")
    files = set(Document.objects.printed().values_list("file", flat=True))
    assert len(files) == 2
    assert Document.objects.newest().get().version == 2


def test_each_language_has_its_own_versions(note, staff):
    press.ensure("note", "one", "en", by=staff)
    document, _job = press.ensure("note", "one", "uk", by=staff)
    assert document.version == 1


def test_asking_twice_is_one_job_and_what_waits_prints_the_newest_words(note, staff):
    first, job = press.ensure("note", "one", "en", by=staff)
    note.words = "Changed before its turn came"
    second, same = press.ensure("note", "one", "en", by=staff)
    assert (first, job) == (second, same)
    jobs.run_all("render")
    assert press.ensure("note", "one", "en", by=staff)[1] is None


def test_a_failed_print_is_told_and_may_be_tried_again(note, staff, monkeypatch):
    monkeypatch.setattr(press.printer, "seconds", 0)
    document, job = press.ensure("note", "one", "en", by=staff)
    jobs.run_all("render")
    job.refresh_from_db()
    document = Document.objects.get()
    assert (job.state, document.state, bool(document.file)) == ("failed", "failed", False)
    assert "longer than 0 seconds" in job.error
    monkeypatch.undo()
    same, job = press.ensure("note", "one", "en", by=staff)
    assert same == document
    jobs.run_all("render")
    same.refresh_from_db()
    assert (same.state, same.version) == ("ready", 1)


def test_a_job_that_runs_twice_prints_once(note, staff):
    document, job = press.ensure("note", "one", "en", by=staff)
    press.produce(document, at=AT)
    jobs.run_all("render")
    document.refresh_from_db()
    job.refresh_from_db()
    assert (job.state, document.printed_at) == ("done", AT)


def test_a_new_style_sheet_is_a_new_version(note, staff, monkeypatch, tmp_path):
    from chamber.documents import sheets

    press.ensure("note", "one", "en", by=staff)
    jobs.run_all("render")
    other = tmp_path / "pdf.css"
    other.write_text("p { color: red }")
    monkeypatch.setattr(sheets.finders, "find", lambda name: str(other))
    document, _job = press.ensure("note", "one", "en", by=staff)
    assert document.version == 2
