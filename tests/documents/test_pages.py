"""Who reads, makes and takes home what."""

import io

import pikepdf
import pytest
from django.urls import reverse

from chamber.documents import kinds, press
from chamber.documents.models import Document
from chamber.jobs import queue as jobs
from chamber.jobs.models import Job

pytestmark = pytest.mark.django_db
SHOW = ("documents:show", ["note", "one"])
MAKE = ("documents:make", ["note", "one"])


def at(name, args=()):
    return reverse(name, args=args)


@pytest.fixture
def people(make_user, sign_in, client):
    def browser(who):
        if who == "visitor":
            return client
        return sign_in(make_user(role="" if who == "member" else who))

    return browser


@pytest.fixture
def printed(note, make_user):
    document, _job = press.ensure("note", "one", "uk", by=make_user(role="staff"))
    jobs.run_all("render")
    document.refresh_from_db()
    return document


@pytest.mark.parametrize(
    "case",
    [
        ("visitor", kinds.PUBLIC, 200),
        ("visitor", kinds.CHAMBER, 404),
        ("member", kinds.PUBLIC, 200),
        ("member", kinds.CHAMBER, 404),
        ("read-only", kinds.CHAMBER, 200),
        ("staff", kinds.CHAMBER, 200),
    ],
)
def test_who_reads(printed, note, people, case):
    who, note.readers, status = case
    browser = people(who)
    assert browser.get(at(*SHOW), secure=True).status_code == status
    file_status = 302 if (who, status) == ("visitor", 404) else status
    assert browser.get(printed.get_absolute_url(), secure=True).status_code == file_status


@pytest.mark.parametrize(
    ("who", "list_status", "make_status"),
    [
        ("visitor", 302, 302),
        ("member", 403, 403),
        ("read-only", 200, 403),
        ("staff", 200, 302),
        ("administrator", 200, 302),
    ],
)
def test_who_lists_and_makes(note, people, who, list_status, make_status):
    browser = people(who)
    assert browser.get(at("documents:list"), secure=True).status_code == list_status
    answer = browser.post(at(*MAKE), {"language": ["nl"]}, secure=True)
    assert answer.status_code == make_status
    made = Document.objects.count()
    assert made == (1 if who in ("staff", "administrator") else 0)
    if made:
        assert answer["Location"] == Job.objects.get().get_absolute_url()


def test_making_all_languages_then_nothing_new(note, people):
    browser = people("staff")
    languages = {"language": ["en", "nl", "fr", "uk", "xx"]}
    answer = browser.post(at(*MAKE), languages, secure=True, follow=True)
    assert "4 versions are being made." in answer.content.decode()
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    jobs.run_all("render")
    assert 'hx-trigger="every 2s"' not in browser.get(at(*SHOW), secure=True).content.decode()
    answer = browser.post(at(*MAKE), languages, secure=True, follow=True)
    assert "up to date" in answer.content.decode()
    assert Document.objects.printed().count() == 4


def test_making_needs_a_post(note, people):
    assert people("staff").get(at(*MAKE), secure=True).status_code == 405


def test_the_preview_shows_the_words_and_the_papers(printed, note, people):
    page = people("staff").get(at(*SHOW), secure=True).content.decode()
    assert note.words in page
    assert printed.get_absolute_url() in page
    assert page.count("not on paper yet") == 3
    assert page.count('type="checkbox" name="language"') == 4


def test_the_file_is_a_private_attachment(printed, client):
    answer = client.get(printed.get_absolute_url(), secure=True)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Note one 1 (uk).pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    with pikepdf.open(io.BytesIO(b"".join(answer))) as pdf:
        assert str(pdf.Root.Lang) == "uk"
    again = client.get(
        printed.get_absolute_url(), headers={"If-None-Match": answer["ETag"]}, secure=True
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_ukrainian_title_is_a_readable_file_name(printed, client):
    Document.objects.update(title="Слова\r\nX-Evil: 1 / ../../etc")
    answer = client.get(printed.get_absolute_url(), secure=True)
    assert "X-Evil" not in answer
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A1")
    assert "%2F" not in answer["Content-Disposition"]


def test_what_is_not_there_or_not_printed_yet_is_404(note, people, make_user):
    browser = people("staff")
    waiting, _job = press.ensure("note", "one", "en", by=make_user(role="staff"))
    for url in (
        waiting.get_absolute_url(),
        at("documents:file", [10**9]),
        at("documents:show", ["nothing", "one"]),
    ):
        assert browser.get(url, secure=True).status_code == 404


def test_the_list_costs_the_same_at_one_and_at_three(printed, note, people, make_user):
    browser = people("staff")
    browser.get(at("documents:list"), secure=True)

    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            page = browser.get(at("documents:list"), secure=True)
        assert "Kyiv" in page.content.decode()
        return len(queries)

    one = count()
    for language in ("en", "nl"):
        press.ensure("note", "one", language, by=make_user(role="staff"))
    jobs.run_all("render")
    assert count() == one
