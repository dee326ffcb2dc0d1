"""Every address x every role x method x own, foreign and absent objects: one exact answer each.

Signed out 302, no right 403, not yours 404. The table is written by hand; an address that is not in
it fails. ``no factor`` is a member of staff who has not set up a second factor: 302 to doing so.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.access.world import READERS, World, addresses, people

TABLES = Path(__file__).with_name("matrix")  # a file for each package


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
@pytest.mark.parametrize("reader", READERS)
def test_everybody_gets_exactly_what_the_table_says(reader, make_user, client, sign_in):
    everybody = people(make_user)
    world = World(everybody, reader="staff" if reader == "anonymous" else reader)
    browser, posted, wrong = client, False, []
    for name, method, whose, expected in cells_by_reader()[reader]:
        if reader != "anonymous" and (browser is client or posted):
            browser = sign_in(everybody[reader])  # a POST may have signed this one out
        posted = method == "POST"
        url = world.url(name, whose)
        answer = getattr(browser, method.lower())(url)
        if answer.status_code != expected:
            wrong.append(f"{name} {method} {whose}: {answer.status_code}, not {expected}")
    assert not wrong, "\n".join([reader, *wrong])
