"""Every address x every role x method x own, foreign and absent objects: one exact answer each.

Signed out 302, no right 403, not yours 404. The table is written by hand; an address that is not in
it fails. ``no factor`` is a member of staff who has not set up a second factor: 302 to doing so.
``members`` is a stranger's object that is shown to the members.

Only POST changes anything: reading writes to no table but sessions and usersessions.
"""

from collections import defaultdict
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.access.world import READERS, World, addresses, people

TABLES = Path(__file__).with_name("matrix")  # a file for each package
# As pg_stat_xact_user_tables has them; asking that view takes three times as long.
WRITES = """
SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
           + pg_stat_get_xact_tuples_deleted(oid))
FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  AND relname NOT IN ('django_session', 'usersessions_usersession')
"""


def rows():
    for table in sorted(TABLES.glob("*.txt")):
        for line in table.read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                name, method, whose, *answers = line.split()
                yield name, method, whose, dict(zip(READERS, map(int, answers), strict=True))


def cells_by_reader():
    cells = defaultdict(list)
    for name, method, whose, answers in rows():
        for reader, answer in answers.items():
            cells[reader].append((name, method, whose, answer))
    return cells


def writes():
    """Rows written so far in this transaction, savepoints that were rolled back included."""
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        return cursor.fetchone()[0]


def ask(browser, method, url):
    """The status, and how many rows were written by what may write none. All is taken back, what
    happened to the session too: a POST may sign its reader out."""
    cookies, may_write = deepcopy(browser.cookies), method == "POST"
    before = 0 if may_write else writes()
    with transaction.atomic():
        answer = getattr(browser, method.lower())(url)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer.status_code, 0 if may_write else writes() - before


def test_no_address_is_missing_from_the_table():
    listed = {(name, method) for name, method, *_ in rows()}
    missing = [
        f"{name} {method}"
        for name in addresses()
        for method in ("GET", "POST")
        if (name, method) not in listed
    ]
    assert not missing, f"Write down who may do this: {missing}"


@pytest.mark.django_db
@pytest.mark.usefixtures("unwatched")
@pytest.mark.parametrize("reader", READERS)
def test_everybody_gets_exactly_what_the_table_says(reader, make_user, client, sign_in):
    everybody = people(make_user)
    world = World(everybody, reader="staff" if reader == "anonymous" else reader)
    browser = client if reader == "anonymous" else sign_in(everybody[reader])
    browser.get("/en/account/")  # notes the session
    wrong = []
    for name, method, whose, expected in cells_by_reader()[reader]:
        status, written = ask(browser, method, world.url(name, whose))
        if status != expected:
            wrong.append(f"{name} {method} {whose}: {status}, not {expected}")
        if written:
            wrong.append(f"{name} {method} {whose}: wrote {written} rows")
    assert not wrong, "\n".join([reader, *wrong])


def test_the_counter_sees_a_write(make_user, db):
    before = writes()
    make_user()
    assert writes() > before
