"""Needs of port cities, reworded from public pages: examples to match, not today's priorities."""

from pathlib import Path

from django.db import transaction

from citizens.models import Need
from partners.loading import records
from partners.models import Place

FILE = Path(__file__).parent / "data" / "needs.jsonl"
COPIED = ("reference", "horizon", "evidence", "ask_inferred", "city_assigned", "source_url")


@transaction.atomic
def load() -> int:
    """Add the needs that are missing and return how many; edited ones stay."""
    there = set(Need.objects.exclude(reference=None).values_list("reference", flat=True))
    missing = [row for row in records(FILE) if row["reference"] not in there]
    cities = dict(Place.objects.filter(country="UA").values_list("name_en", "pk"))
    Need.objects.bulk_create(
        Need(
            city_id=cities[row["city"]],
            **{f"title_{row['language']}": row["title"]},
            **{f"summary_{row['language']}": row["summary"]},
            **{name: row[name] for name in COPIED},
            compiled=True,
            status=Need.Status.PUBLISHED,
        )
        for row in missing
    )
    return len(missing)
