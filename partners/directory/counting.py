"""How many organisations a list would have with one more term."""

from collections import Counter
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Sum

from partners.directory.planning import by_index
from partners.models import FacetCount, Organisation
from partners.models.counts import ROWS
from partners.models.reading import Reader

MOST = 5_000  # organisations that are looked at for one count
ALL = ROWS % (1, "partners_organisation")
SUM_UP = """
WITH gone AS (DELETE FROM partners_facetcount RETURNING reach, term, n)
INSERT INTO partners_facetcount (reach, term, n)
SELECT reach, term, sum(n) FROM gone GROUP BY reach, term HAVING sum(n) <> 0
"""
AGAIN = """
DELETE FROM partners_facetcount;
INSERT INTO partners_facetcount (reach, term, n)
SELECT reach, term, sum(n) FROM (%s) AS every GROUP BY reach, term
"""


class Counts(NamedTuple):
    """How many by term; ``capped`` when only the first rows were counted, so that each may be
    more."""

    by_term: Counter[str]
    capped: bool = False


def in_all(reader: Reader) -> Counts:
    """Of everything ``reader`` sees."""
    rows = FacetCount.objects.filter(reach__lte=reader.reach).values_list("term")
    found = Counter(dict(rows.annotate(Sum("n"))))
    if (
        reader.own
    ):  # those of them that are not published, of which the list leaves out the archived
        own = Organisation.objects.filter(pk__in=reader.own).exclude(status="archived")
        own = own.exclude(status="published", visibility__in=reader.visibilities)
        found.update(term for terms in own.values_list("facets", flat=True) for term in terms)
    return Counts(+found)


def among(organisations: Any, *, most: int = MOST) -> Counts:
    """Of ``organisations`` (a queryset), of which at most ``most`` + 1 are looked at."""
    terms = organisations.order_by().values_list("facets", flat=True)[: most + 1]
    try:
        statement, values = terms.query.sql_with_params()
    except EmptyResultSet:
        return Counts(Counter())
    counted = (
        "SELECT term, count(*), (SELECT count(*) FROM hit)"
        " FROM (SELECT unnest(facets) AS term FROM hit) AS said GROUP BY term"
    )
    with by_index(), connection.cursor() as cursor:
        cursor.execute(f"WITH hit AS MATERIALIZED ({statement}) {counted}", values)
        rows = cursor.fetchall()
    capped = bool(rows) and rows[0][2] > most
    return Counts(Counter({term: count for term, count, _all in rows}), capped)


def sum_up(at: Any = None) -> None:
    """Make few rows of many; nobody who counts meanwhile waits or counts wrong."""
    _do(SUM_UP)


def again() -> None:
    """Count anew, after organisations were written past the triggers."""
    _do(AGAIN % ALL)


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
