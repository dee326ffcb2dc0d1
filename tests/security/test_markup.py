"""What people write stays words: on pages, in mails, on paper and in spreadsheets."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chamber.bookings import booking
from chamber.bookings.models import Kind, Resource
from chamber.documents import kinds, sheets
from chamber.documents.models import Document
from chamber.glossary.models import Term
from chamber.jobs import queue
from chamber.jobs.models import Job, Task
from chamber.lists.export import neutral
from chamber.mail import outbox
from chamber.mail.models import OutgoingMail
from tests.security.corpus import ask, tomorrow

pytestmark = pytest.mark.django_db
EVIL = (
    "{{7*7}}{% load x %}${7*7}\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
    "<svg/onload=alert(1)>"
)
PIECES = ("<script>alert(1)", "<img src=x", "<svg/onload", "49")
INPUTS = (
    "javascript:alert(1)",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "</title><script>alert(1)</script>",
    "{{7*7}}",
    "#{7*7}",
)


@pytest.fixture
def written(make_user, sign_in):
    """Everything people can write, written by somebody evil; the addresses that show it."""
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    evil = make_user(role="administrator", name=EVIL)
    staff = make_user(role="staff", name=EVIL)
    browser = sign_in(evil)
    term = Term.objects.create(
        **{
            f"{name}_{code}": EVIL[:80] if name == "word" else EVIL
            for name in ("word", "public_meaning", "private_meaning", "false_friend")
            for code in ("en", "nl", "fr", "uk")
        }
    )
    task = Task.objects.create(
        what=EVIL, context=EVIL, owner=staff, asked_by=evil, due=timezone.now() - timedelta(days=3)
    )
    Task.objects.create(what=EVIL, context=EVIL, owner=evil, asked_by=staff, due=timezone.now())
    task.log("<script>alert(1)", by=evil, what=EVIL)
    room = Resource.objects.create(kind=Kind.ROOM, label=EVIL)
    start = tomorrow()
    held = booking.book(
        room, during=DateTimeTZRange(start, start + timedelta(hours=1)), what=EVIL, by=evil
    )
    job = queue.start("privacy.export", by=evil, title=EVIL)
    Job.objects.update(words=EVIL, error=EVIL, state=Job.State.FAILED, result={"url": EVIL})
    mail = outbox.enqueue(
        to="a@example.org", name=EVIL, subject=EVIL, text=EVIL, kind="k", language="en"
    )
    OutgoingMail.objects.update(error=EVIL, state="failed")
    Document.objects.create(
        kind="glossary",
        subject="all",
        language="en",
        version=1,
        title=EVIL,
        visibility=kinds.CHAMBER,
        content_hash="",
        job=job,
    )
    browser.post(
        f"/en/account/people/{staff.pk}/second-factor/",
        {"reason": EVIL, "spoken": "met", "sure": "on"},
    )
    pages = [
        reverse(name)
        for name in (
            "front",
            "home:today",
            "glossary:list",
            "jobs:tasks",
            "jobs:list",
            "jobs:task_create",
            "bookings:list",
            "documents:list",
            "mail:list",
            "accounts:people",
            "accounts:profile",
            "health:status",
        )
    ] + [
        reverse(name, args=args)
        for name, args in (
            ("glossary:detail", [term.slug]),
            ("glossary:edit", [term.slug]),
            ("glossary:delete", [term.slug]),
            ("documents:show", ["glossary", "all"]),
            ("jobs:task", [task.pk]),
            ("jobs:task_edit", [task.pk]),
            ("jobs:detail", [job.pk]),
            ("bookings:detail", [room.pk]),
            ("bookings:edit", [room.pk]),
            ("bookings:book", [room.pk]),
            ("bookings:move", [held.pk]),
            ("bookings:cancel", [held.pk]),
            ("mail:detail", [mail.pk]),
            ("mail:body", [mail.pk]),
            ("accounts:person", [staff.pk]),
            ("history:object", ["glossary.term", term.pk]),
            ("history:object", ["accounts.user", staff.pk]),
            ("history:object", ["bookings.resource", room.pk]),
        )
    ]
    return browser, pages


def harmless(page):
    """No piece of the evil words is markup or was reckoned."""
    found = [piece for piece in PIECES[:3] if piece in page]
    return not found and "$49" not in page and "}}49" not in page and ">49" not in page


def test_no_page_runs_what_somebody_wrote(written):
    browser, pages = written
    shown = 0
    for address in pages:
        page = browser.get(address)
        assert page.status_code == 200, address
        text = page.content.decode()
        assert harmless(text), address
        shown += html.escape(EVIL[:80]) in text
    assert shown > 20  # the words did come to the pages


def test_no_page_runs_what_stands_in_its_address(written):
    browser, _pages = written
    keys = (
        "q",
        "sort",
        "cursor",
        "format",
        "state",
        "to",
        "which",
        "kind",
        "missing",
        "next",
        "role",
    )
    for name in ("jobs:tasks", "mail:list", "glossary:list", "bookings:list", "accounts:people"):
        for evil in INPUTS:
            page = ask(browser, "get", reverse(name), dict.fromkeys(keys, evil)).content.decode()
            assert "<script>alert" not in page and 'href="javascript:' not in page
            assert "'-alert(1)-'" not in page
    page = ask(browser, "get", "/en/account/login/", {"next": INPUTS[1]}).content.decode()
    assert "<script>alert" not in page
    page = browser.get("/en/<script>alert(1)</script>/").content.decode()
    assert "<script>alert" not in page


def test_a_refused_form_shows_words(written):
    browser, _pages = written
    values = {"what": EVIL, "owner": EVIL, "due": EVIL, "objective": EVIL, "context": EVIL}
    page = browser.post(reverse("jobs:task_create"), values).content.decode()
    assert harmless(page) and html.escape(EVIL) in page
    conflict = Task.objects.first()
    conflict.what = "B"
    conflict.save()
    values = {
        "what": EVIL,
        "owner": str(conflict.owner_id),
        "due": "2026-05-05T10:00",
        "version": "1",
    }
    page = browser.post(reverse("jobs:task_edit", args=[conflict.pk]), values)
    assert page.status_code == 409 and harmless(page.content.decode())


def test_mails_show_words(make_user, sign_in, client):
    evil = make_user(role="administrator", name=EVIL)
    values = {"name": EVIL, "email": "new@example.org", "role": "staff", "language": "en"}
    sign_in(evil).post("/en/account/people/invite/", values)
    client.post(
        "/en/account/signup/", {"name": EVIL, "email": "b@example.org", "password1": "x" * 15}
    )
    for mail in OutgoingMail.objects.all():
        assert harmless(mail.html) and "7*7" in mail.text + mail.name
    assert OutgoingMail.objects.count() >= 1


def test_paper_shows_words():
    Term.objects.create(
        word_en="{{7*7}}<script>",
        public_meaning_en='<img src="file:///etc/passwd"><link rel=attachment href=file:///etc/passwd>',
        private_meaning_en="{% include 'settings' %}",
    )
    kind = kinds.get("glossary")
    data = sheets.build(kind, "all", "en")
    page = sheets.on_paper(kind, data, language="en", edition=1, at=timezone.now())
    assert "{{7*7}}&lt;script&gt;" in page
    assert "<img" not in re.sub(r"<img[^>]*static:[^>]*>", "", page)
    assert "rel=attachment" not in page.replace("&lt;link rel=attachment", "")
    assert "{% include" in page


CELLS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "|calc",
    "%0a",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "＝1",
    '=HYPERLINK("http://evil")',
    "a;=1+1",
    "a; =1+1",
    "a\t@x",
    '";=1+1',
]


def test_spreadsheets_show_words(make_user, sign_in):
    """Also where a spreadsheet splits at semicolons, as those of our four countries do."""
    staff = make_user(role="staff")
    for cell in CELLS:
        Task.objects.create(what=cell, owner=staff, due=timezone.now())
    answer = sign_in(staff).get("/en/jobs/tasks/?format=csv&which=all")
    text = b"".join(answer).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + len(CELLS)
    for row in rows:
        for cell in row:
            for piece in cell.split(";"):
                assert not re.match(r"[\s]*[=+\-@%|＝＋－＠]", piece), cell
    assert neutral(-5) == -5 and neutral("a;b - c") == "a;b - c"
