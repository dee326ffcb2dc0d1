"""The first terms, as they come with the portal."""

import csv
from pathlib import Path

from django.db import transaction

from chamber.glossary.models import LANGUAGES, TEXTS, Term

FILE = Path(__file__).parent / "data" / "terms.csv"
COLUMNS = ("slug", *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES))


@transaction.atomic
def load(file: Path = FILE) -> int:
    """Add the terms of ``file`` that are not there yet and return how many; edited ones stay."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    there = set(Term.objects.values_list("slug", flat=True))
    missing = [row for row in rows if row["slug"] not in there]
    for row in missing:
        Term.objects.create(**{column: row[column] for column in COLUMNS})
    return len(missing)
