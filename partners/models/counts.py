"""How many organisations there are of each sort: kept by the database as they change."""

import pgtrigger
from django.db import models

# Who sees a row at all, as ``reading.Reach`` has it; what is archived nobody meets unasked.
REACH = """
CASE WHEN status = 'published' AND visibility = 'public' THEN 0
     WHEN status = 'published' AND visibility = 'members' THEN 1
     WHEN status = 'archived' THEN 4 ELSE 3 END
"""
COUNTED = """
INSERT INTO partners_facetcount (reach, term, n)
SELECT reach, term, sum(n) FROM (%s) AS changed GROUP BY reach, term HAVING sum(n) <> 0;
RETURN NULL;
"""
ROWS = f"SELECT {REACH} AS reach, unnest(facets) AS term, %s AS n FROM %s"  # nosec - our own words
MORE, LESS = ROWS % (1, "new_rows"), ROWS % (-1, "old_rows")


class FacetCount(models.Model):
    """``n`` more organisations (or fewer) with ``term`` among their facets; the sum is how many
    there are. Rows are only added, so that no writer waits for another, and summed up hourly."""

    reach = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=80)
    n = models.IntegerField()

    def __str__(self):
        return f"{self.term} {self.n:+}"


def _trigger(name, operation, body, **rows):
    return pgtrigger.Trigger(
        name=f"facets_counted_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=COUNTED % body,
    )


TRIGGERS = [
    _trigger("insert", pgtrigger.Insert, MORE, new="new_rows"),
    _trigger("delete", pgtrigger.Delete, LESS, old="old_rows"),
    _trigger(
        "update", pgtrigger.Update, f"{MORE} UNION ALL {LESS}", new="new_rows", old="old_rows"
    ),
]
