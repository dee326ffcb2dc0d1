"""The Flemish clusters and the foreign benchmarks, as they come with the portal."""

from pathlib import Path

from django.db import transaction

from clusters.models import Cluster
from partners.loading import join, names, several, table, topics_of
from partners.models import Organisation

FILE = Path(__file__).parent / "data" / "clusters.csv"


@transaction.atomic
def load() -> int:
    """Add the clusters that are missing and return how many; edited ones stay."""
    there = set(Cluster.objects.values_list("slug", flat=True))
    missing = [row for row in table(FILE) if row["slug"] not in there]
    runners = Organisation.objects.filter(cluster=None).in_bulk(
        [row["organisation"] for row in missing], field_name="slug"
    )
    made = [
        Cluster(
            slug=row["slug"],
            **names(row),
            kind=row["kind"],
            organisation=runners.get(row["organisation"]),
            region=row["region"],
            country=row["country"],
            note=row["note"],
        )
        for row in missing
    ]
    Cluster.objects.bulk_create(made)
    pairs = zip(made, missing, strict=True)
    join(Cluster.topics, topics_of((one, several(row["topics"])) for one, row in pairs))
    return len(missing)
