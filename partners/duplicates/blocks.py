"""Which organisations are worth comparing: those that share a number, a domain, a rare word, a
word but for one letter, the initials, or a common word within one city.

The keys of all stand in a temporary table of PostgreSQL, which pairs them; comparing each with each
would take 5,000 million comparisons for 100,000 organisations.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from django.db import connection, transaction

from partners.duplicates.names import Name
from partners.duplicates.scoring import Commonness, Side
from partners.duplicates.sides import sides
from partners.models.organisations import OrganisationQuerySet

BLOCK = 40  # organisations that share a key; of more, the key says nothing
LONGEST = 4  # words of a name whose letters are left out in turn
SECONDS = 55  # a statement may take longer here than for a page, and less than the lease of a job
Pair = tuple[int, int]
PAIRS = """
CREATE TEMP TABLE duplicate_pair AS
SELECT DISTINCT one.organisation AS first, other.organisation AS second
FROM (SELECT key FROM duplicate_key GROUP BY key HAVING count(*) BETWEEN 2 AND %s) block
JOIN duplicate_key one USING (key) JOIN duplicate_key other USING (key)
WHERE one.organisation < other.organisation
"""


@contextmanager
def blocked(rows: OrganisationQuerySet, step: Callable[[int], None]) -> Iterator[Commonness]:
    """The pairs of ``rows`` can be read with ``pairs`` while this is open."""
    _drop()
    try:
        common = _write_keys(rows, step)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'")
            cursor.execute("CREATE INDEX ON duplicate_key (key)")
            cursor.execute("ANALYZE duplicate_key")
            cursor.execute(PAIRS, [BLOCK])
            cursor.execute("CREATE INDEX ON duplicate_pair (first, second)")
        yield common
    finally:
        _drop()


def pairs(*, after: Pair = (0, 0), at_most: int) -> list[Pair]:
    """The next pairs in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT first, second FROM duplicate_pair WHERE (first, second) > (%s, %s)"
            " ORDER BY first, second LIMIT %s",
            [*after, at_most],
        )
        return cursor.fetchall()


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM duplicate_pair")
        return int(cursor.fetchone()[0])


def keys_of(side: Side) -> set[str]:
    """What ``side`` is found by."""
    found = {f"#{register} {value}" for register, value in side.registered}
    found |= {f"@{domain}" for domain in (side.site.domain, side.mail_domain) if domain}
    found |= {f"m{side.email.lower()}"} if side.email else set()
    for name in side.readings:
        found |= _keys_of_name(name, side)
    return found


def _keys_of_name(name: Name, side: Side) -> set[str]:
    found = {f"n{name.joined}", f"n{' '.join(name.keys)}", f"n{name.whole}"}
    found |= {f"c{word.key} {place}" for word in name.words for place in side.places}
    found |= {f"w{word.key}" for word in name.words if word.sort in ("word", "adjective")}
    found |= {f"p{' '.join(sorted((one.key, other.key)))}" for one, other in pairwise(name.words)}
    rare = sorted((w.loose for w in name.words if w.sort == "word" and len(w.loose) > 3), key=len)
    for text in rare[-LONGEST:]:
        found |= {f"d{text}", *(f"d{text[:at]}{text[at + 1 :]}" for at in range(len(text)))}
    found |= {f"a{word.plain}" for word in name.words if word.capital}
    if len(name.words) > 1:
        found.add(f"a{name.initials}")
    return found


def _write_keys(rows: OrganisationQuerySet, step: Callable[[int], None]) -> Commonness:
    words: Counter[str] = Counter()
    domains: Counter[str] = Counter()
    total = 0
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE duplicate_key (key bigint, organisation bigint)")
        batch: list[tuple[int, int]] = []
        for total, (pk, side) in enumerate(sides(rows), 1):
            words.update({word.key for name in side.readings for word in name.words})
            words.update({f"n{name.joined}" for name in side.readings})
            domains.update({side.site.domain, side.mail_domain} - {""})
            batch += ((hash(key), pk) for key in keys_of(side))
            if total % 1000 == 0:
                _copy(cursor, batch)
                step(total)
        _copy(cursor, batch)
    return Commonness(total, words, domains)


def _copy(cursor: Any, batch: list[tuple[int, int]]) -> None:
    with cursor.copy("COPY duplicate_key FROM STDIN") as copy:
        for row in batch:
            copy.write_row(row)
    batch.clear()


def _drop() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS duplicate_key, duplicate_pair")
