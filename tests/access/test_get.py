"""GET and HEAD change nothing: no table but sessions and usersessions is written to."""

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


def test_the_counter_sees_a_write(make_user):
    before = writes()
    make_user()
    assert writes() > before


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_writes_nothing(reader, method, make_user, client, sign_in):
    everybody = people(make_user)
    wrong = []
    for name, _method, whose, _answers in rows():
        if _method != "GET":
            continue
        browser = client if reader == "anonymous" else sign_in(everybody[reader])
        if whose == "own" and reader == "anonymous":
            whose = "foreign"
        url = World(everybody, reader=reader).url(name, whose)
        before = writes()
        getattr(browser, method)(url)
        if writes() != before:
            wrong.append(f"{name} {whose}")
    assert not wrong, f"{method} wrote: {wrong}"
