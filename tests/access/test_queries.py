"""How many queries a page costs: the same for one row as for three, and within the budget."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chamber.bookings import booking
from chamber.bookings.models import Resource
from chamber.glossary.models import Term
from chamber.home.models import Target
from chamber.jobs.models import Task
from tests.access.world import World, people

pytestmark = pytest.mark.django_db
# Three of them belong to every page of somebody signed in: session, person and second factor.
# Savepoints are those of the test.
LIST, DETAIL, TODAY, HOME = 12, 15, 20, 15


@pytest.fixture
def world(make_user, sign_in):
    everybody = people(make_user)
    world = World(everybody, reader="administrator")
    world.make_user = make_user
    world.browser = sign_in(everybody["administrator"])
    world.browser.get("/en/account/")  # notes the session
    return world


def queries(browser, url):
    """As counted by the second reader; what a process looks up once is known by then."""
    b"".join(browser.get(url))
    with CaptureQueriesContext(connection) as said:
        answer = browser.get(url)
        b"".join(answer)
    assert answer.status_code == 200
    asked = [query["sql"] for query in said]
    return len([sql for sql in asked if not re.match("SAVEPOINT|RELEASE", sql)])


def task(world):
    Task.objects.create(
        what="Visit", owner=world.make_user(role="staff"), asked_by=world.staff, due=timezone.now()
    )


def own_task(world):
    Task.objects.create(
        what="Visit",
        owner=world.own,
        asked_by=world.staff,
        due=timezone.now() - timedelta(days=2),
        objective=1,
    ).log("asked", by=world.make_user())


def late_elsewhere(world):
    Task.objects.create(
        what="Visit",
        owner=world.make_user(role="staff"),
        due=timezone.now() - timedelta(days=2),
    ).log("asked", by=world.make_user())


def term(world):
    Term.objects.create(word_en="Tender", public_meaning_en="A", private_meaning_en="B")


def room(world):
    [pk] = world.resource(world.own)
    hold(Resource.objects.get(pk=pk), world)


def hold(resource, world):
    start = timezone.now() + timedelta(days=1 + resource.bookings.count())
    during = DateTimeTZRange(start, start + timedelta(hours=1))
    booking.book(resource, during=during, what="Visit", by=world.make_user(role="staff"))


def document(world):
    world.document(world.own)


LISTS = [
    ("/en/jobs/tasks/?which=all", task, 5),
    ("/en/jobs/", lambda world: world.job(world.make_user()), 5),
    ("/en/mail/", lambda world: world.mail(world.make_user()), 6),
    ("/en/glossary/", term, 5),
    ("/en/resources/", room, 5),
    ("/en/documents/", document, 5),
    ("/en/account/people/", lambda world: world.make_user(role="staff"), 5),
]


@pytest.mark.parametrize(("address", "add", "number"), LISTS)
def test_lists(world, address, add, number):
    add(world)
    for _more in range(2):
        assert queries(world.browser, address) == number <= LIST
        assert queries(world.browser, f"{address.partition('?')[0]}?format=csv") <= LIST
        add(world)
        add(world)


def test_history(world):
    subject = Term.objects.create(word_en="A", public_meaning_en="A", private_meaning_en="B")
    for times in (1, 2):
        for number in range(times):
            subject.public_meaning_en = f"{times} {number}"
            subject.save()
            subject.log("changed", by=world.make_user())
        assert queries(world.browser, f"/en/history/glossary.term/{subject.pk}/") == 6


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("jobs:detail", 4),
        ("jobs:task", 4),
        ("jobs:task_edit", 5),
        ("mail:detail", 5),
        ("bookings:detail", 7),
        ("bookings:book", 4),
        ("glossary:detail", 4),
        ("glossary:edit", 4),
        ("documents:show", 6),
        ("accounts:person", 6),
        ("home:target_update", 4),
    ],
)
def test_details(world, name, number):
    assert queries(world.browser, world.url(name, "own")) == number <= DETAIL


def test_a_resource_and_its_bookings(world):
    [pk] = world.resource(world.own)
    resource = Resource.objects.get(pk=pk)
    hold(resource, world)
    once = queries(world.browser, resource.get_absolute_url())
    hold(resource, world)
    hold(resource, world)
    assert queries(world.browser, resource.get_absolute_url()) == once == 7


def test_today(world):
    own_task(world)
    late_elsewhere(world)
    world.target(world.own)
    once = queries(world.browser, "/en/today/")
    for _ in range(2):
        own_task(world)
        late_elsewhere(world)
    assert queries(world.browser, "/en/today/") == once == 17 <= TODAY


def test_home(world, client):
    for browser, number in [(client, 5), (world.browser, 9)]:
        Target.objects.all().delete()
        world.target(world.own)
        assert queries(browser, "/en/") == number
        assert number <= HOME
