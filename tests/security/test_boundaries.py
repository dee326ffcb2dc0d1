"""What belongs to one person stays with that person; what a form does not ask is not taken."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chamber.accounts.models import User
from chamber.documents.models import Document, private_name
from chamber.forms.models import Submission
from chamber.glossary.models import Term
from chamber.jobs.models import Job, Task
from chamber.links.models import Link
from chamber.mail import demo
from chamber.privacy.models import Consent, Export
from tests.access.world import World, people
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
GREEDY = {
    "id": "987654321",
    "pk": "987654321",
    "role": "administrator",
    "is_active": "",
    "is_demo": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "email": "stolen@example.org",
    "password": "x",
    "date_joined": "2000-01-01",
    "last_login": "2000-01-01",
    "user": "1",
    "verified": "on",
}


@pytest.fixture
def world(make_user, sign_in):
    everybody = people(make_user)
    world = World(everybody, reader="person")
    world.sign_in, world.everybody = sign_in, everybody
    return world


def task_form(owner, **more):
    return {
        "what": "A",
        "owner": owner.pk,
        "due": "2026-05-05T10:00",
        "objective": "",
        "context": "",
    } | more


def test_a_profile_takes_a_name_and_a_language(make_user, sign_in):
    person = make_user()
    browser = sign_in(person)
    before = User.objects.values().get(pk=person.pk)
    browser.post("/en/account/", GREEDY | {"name": "New", "language": "nl"})
    after = User.objects.values().get(pk=person.pk)
    assert {key for key in after if after[key] != before[key]} == {"name", "language"}


def test_signing_up_gives_no_rights(client):
    values = GREEDY | {"name": "A", "email": "a@example.org", "password1": PASSWORD}
    client.post("/en/account/signup/", values)
    person = User.objects.get(email="a@example.org")
    assert (person.role, person.is_demo, person.is_active) == ("", False, True)
    assert not person.emailaddress_set.get().verified and person.pk != 987654321


def test_a_task_is_asked_by_who_asks(world):
    staff, stranger = world.everybody["staff"], world.stranger
    taken = {
        "asked_by": stranger.pk,
        "done_at": "2020-01-01",
        "done_by": stranger.pk,
        "url": "javascript:alert(1)",
        "version": "99",
        "created_at": "2000-01-01",
        "id": "987654321",
    }
    browser = world.sign_in(staff)
    browser.post("/en/jobs/tasks/new/", task_form(staff, **taken))
    task = Task.objects.get()
    assert (task.asked_by, task.done_at, task.done_by, task.url) == (staff, None, None, "")
    assert task.version == 1 and task.pk != 987654321
    values = task_form(staff, **taken | {"version": "1"})
    browser.post(reverse("jobs:task_edit", args=[task.pk]), values)
    task.refresh_from_db()
    assert (task.asked_by, task.done_at, task.done_by, task.url) == (staff, None, None, "")


def test_only_the_chamber_gets_tasks(world):
    staff = world.everybody["staff"]
    page = world.sign_in(staff).post("/en/jobs/tasks/new/", task_form(world.stranger))
    assert page.context["form"].errors.keys() == {"owner"} and not Task.objects.exists()


def test_staff_cannot_make_themselves_administrators(world):
    staff = world.everybody["staff"]
    browser = world.sign_in(staff)
    for name in ("accounts:person", "accounts:reset_second_factor", "accounts:end_sessions"):
        answer = browser.post(reverse(name, args=[staff.pk]), {"role": "administrator"})
        assert answer.status_code == 403
    staff.refresh_from_db()
    assert staff.role == "staff"


def test_a_term_keeps_its_address(world):
    browser = world.sign_in(world.everybody["staff"])
    values = {"word_en": "A", "public_meaning_en": "B", "private_meaning_en": "C"}
    browser.post("/en/glossary/new/", values | {"slug": "../evil", "id": "9", "version": "8"})
    term = Term.objects.get()
    assert (term.slug, term.version) == ("a", 1)


def test_the_key_of_somebody_elses_form(world):
    """Neither their answer nor their turn: a key counts for one person and one page."""
    key = str(uuid.uuid4())
    first, second = world.everybody["staff"], world.everybody["administrator"]
    for person, what in [(first, "First"), (second, "Second"), (first, "Again")]:
        values = task_form(person, what=what, idempotency_key=key)
        world.sign_in(person).post("/en/jobs/tasks/new/", values)
    assert set(Task.objects.values_list("what", flat=True)) == {"First", "Second"}
    terms = {"word_en": "A", "public_meaning_en": "B", "private_meaning_en": "C"}
    world.sign_in(first).post("/en/glossary/new/", terms | {"idempotency_key": key})
    assert Term.objects.count() == 1
    assert Submission.objects.count() == 3


@pytest.mark.parametrize(
    "version", ["", "x", "-1", "0", "1", "99", str(2**31), str(2**63), "9" * 5_000]
)
def test_no_version_writes_over_what_was_not_seen(world, version):
    staff = world.everybody["staff"]
    task = Task.objects.create(what="Theirs", owner=staff, due=timezone.now())
    task.context = "seen by nobody"
    task.save()  # version 2
    browser = world.sign_in(staff)
    for values in ({"version": version}, {"version": ["2", version]}, {}):
        sent = task_form(staff, what="Mine") | values
        answer = browser.post(reverse("jobs:task_edit", args=[task.pk]), sent)
        assert answer.status_code in (200, 409)
        task.refresh_from_db()
        assert (task.what, task.context) == ("Theirs", "seen by nobody")


def test_nobody_reaches_what_is_somebody_elses(world):
    person = world.everybody["person"]
    browser = world.sign_in(person)
    [foreign] = world.job(world.stranger)
    export = Export.objects.create(job_id=foreign, owner=world.stranger, made_at=timezone.now())
    default_storage.save(export.file.name, ContentFile(b'{"secret": 1}'))
    [consent] = world.consent(world.stranger)
    [task] = world.task(world.stranger)
    for method, name, pk in [
        ("get", "jobs:detail", foreign),
        ("post", "jobs:cancel", foreign),
        ("post", "jobs:again", foreign),
        ("get", "privacy:download", export.pk),
        ("post", "privacy:withdraw", consent),
        ("post", "jobs:task_done", task),
    ]:
        assert getattr(browser, method)(reverse(name, args=[pk])).status_code == 404, name
    assert Job.objects.get(pk=foreign).state == Job.State.QUEUED
    assert Task.objects.get().done_at is None
    assert Consent.objects.get().withdrawn_at is None
    for name in ("jobs:list", "jobs:tasks", "privacy:mine"):
        page = browser.get(f"{reverse(name)}?which=all&owner={world.stranger.pk}&q=")
        assert b"Visit" not in page.content and b"Export</a>" not in page.content
    # Not even administrators take home the data of others.
    chief = world.sign_in(world.everybody["administrator"])
    assert chief.get(reverse("privacy:download", args=[export.pk])).status_code == 404


def test_names_of_files_cannot_be_guessed(world):
    names = set()
    for _ in range(20):
        [job] = world.job(world.stranger)
        names.add(Export(job_id=job, owner=world.stranger).file.name)
    names |= {Link().nonce for _ in range(20)}
    assert len(names) == 40 and all(len(name) >= 32 for name in names)
    papers = {private_name(Document(), "../../evil.pdf") for _ in range(20)}
    assert len(papers) == 20
    assert all(
        name.startswith("documents/") and ".." not in name and len(name) > 36 for name in papers
    )


CLIMBING = [
    "../../manage",
    "..%2f..%2fmanage",
    "%2e%2e/%2e%2e/manage",
    "....//....//manage",
    "..\\..\\manage",
    "/etc/passwd",
    "1-1/../../../secret",
    "1-1%00",
    "1-1\n",
    "٣-٣",
    "*",
    "1-1.eml",
    "~root",
]


@pytest.mark.parametrize("name", CLIMBING)
def test_no_way_out_of_the_folders(settings, rf, name, world):
    settings.MAILBOX_DIR.mkdir()
    (settings.MAILBOX_DIR / "1-1.eml").write_bytes(b"Subject: A\r\n\r\nB")
    (settings.MAILBOX_DIR.parent / "secret.eml").write_bytes(b"Subject: A\r\n\r\nsecret")
    for view in (demo.letter, demo.html):
        with pytest.raises(Http404):
            view(rf.get("/"), name)
    browser = world.sign_in(world.everybody["administrator"])
    for address in (f"/en/documents/file/{name}/", f"/en/documents/{name}/all/", f"/static/{name}"):
        assert browser.get(address).status_code in (301, 404)


NUMBERS = [0, 2**31, 2**32, 2**63 - 1, 2**63, 2**64, 10**400]


def test_numbers_that_are_no_keys(world):
    browser = world.sign_in(world.everybody["administrator"])
    for name in (
        "jobs:detail",
        "jobs:task",
        "jobs:task_edit",
        "mail:detail",
        "mail:body",
        "bookings:detail",
        "bookings:edit",
        "bookings:book",
        "bookings:move",
        "bookings:cancel",
        "home:target_update",
        "documents:file",
        "accounts:person",
        "accounts:reset_second_factor",
        "privacy:download",
    ):
        for number in NUMBERS:
            assert browser.get(reverse(name, args=[number])).status_code == 404, (name, number)
    for name in (
        "jobs:cancel",
        "jobs:again",
        "jobs:task_done",
        "mail:cancel",
        "mail:again",
        "privacy:withdraw",
        "accounts:end_sessions",
        "accounts:send_invitation",
    ):
        for number in NUMBERS:
            assert browser.post(reverse(name, args=[number])).status_code == 404, (name, number)
    for number in NUMBERS:
        for label in (
            "glossary.term",
            "accounts.user",
            "bookings.resource",
            "auth.permission",
            "x",
        ):
            address = reverse("history:object", args=[label, number])
            assert browser.get(address).status_code == 404
        for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
            assert browser.get(reverse(name, args=[number])).status_code in (302, 404)
    own = world.everybody["administrator"].pk
    for number in NUMBERS:
        address = reverse("history:revert", args=["accounts.user", own, number])
        assert browser.post(address).status_code == 302


def test_sql_stays_text(world):
    """Filters are values, sorts are names on a list."""
    browser = world.sign_in(world.everybody["administrator"])
    world.task(world.stranger)
    evil = "' OR 1=1; DROP TABLE accounts_user; --"
    for sort in (
        evil,
        "owner__password",
        "-owner__password",
        "pk",
        "?",
        "due;",
        "due,owner",
        "id)--",
    ):
        with CaptureQueriesContext(
            connection,
        ) as said:
            browser.get("/en/jobs/tasks/", {"sort": sort, "q": evil, "which": evil, "cursor": evil})
        statements = " ".join(query["sql"] for query in said)
        assert "DROP TABLE" not in statements and "RANDOM()" not in statements
        assert "ORDER BY" in statements and '"password" ASC' not in statements
    found = browser.get("/en/account/people/", {"q": "%' OR '1'='1"})
    assert list(found.context["object_list"]) == []
    assert len(browser.get("/en/account/people/", {"q": "_"}).context["object_list"]) == 0
