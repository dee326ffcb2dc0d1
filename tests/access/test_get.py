"""Only POST changes anything: reading writes to no table but sessions and usersessions."""

import pytest
from django.db import connection

from tests.access.test_matrix import rows
from tests.access.world import READERS, World, people

WRITES = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
FROM pg_stat_xact_user_tables
WHERE relname NOT IN ('django_session', 'usersessions_usersession')
"""


def writes():
    """Rows written so far in this transaction, savepoints that were rolled back included."""
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        return cursor.fetchone()[0]


def readable():
    """Every address once for each kind of object, as a reader of it would ask for it."""
    return [(name, whose) for name, method, whose, _answers in rows() if method == "GET"]


def test_the_counter_sees_a_write(make_user):
    before = writes()
    make_user()
    assert writes() > before


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_reading_writes_nothing(reader, make_user, client, sign_in):
    everybody = people(make_user)
    browser = client if reader == "anonymous" else sign_in(everybody[reader])
    world = World(everybody, reader="staff" if reader == "anonymous" else reader)
    wrong = []
    for name, whose in readable():
        url = world.url(name, whose)
        before = writes()
        browser.get(url)
        browser.head(url)
        if writes() != before:
            wrong.append(f"{name} {whose}")
    assert not wrong, f"reading wrote: {wrong}"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_no_address_takes_another_method(method, make_user, sign_in):
    everybody = people(make_user)
    browser = sign_in(everybody["administrator"])
    world = World(everybody, reader="administrator")
    for name, whose in readable():
        answer = getattr(browser, method)(world.url(name, whose))
        assert answer.status_code == 405, f"{method} {name}"
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
