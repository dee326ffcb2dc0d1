"""How PostgreSQL is to find rows where its statistics mislead it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def by_index() -> Iterator[None]:
    """Let it go through the inverted indexes of words and terms.

    Of many values in one column it takes rare ones for common and common ones for rare: it would
    read the whole table, or hop through it by another index, until it has the few rows asked for.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")
