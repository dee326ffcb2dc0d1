"""The portal's own reference data: what is missing is added, what people changed stays.

Compiled from public pages; each row carries its source. The files lie in ``data`` of each app.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from partners.models import Identifier, Industry, Offer, Organisation, Place, Topic
from partners.models.organisations import LANGUAGES, Status

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> int:
    """Add what is missing and return how many rows."""
    return _places() + _topics() + _industries() + _organisations() + _offers()


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def records(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def names(row: dict[str, str]) -> dict[str, str]:
    """The columns of ``row`` that hold the name in one language."""
    return {f"name_{language}": row.get(f"name_{language}", "") for language in LANGUAGES}


def in_each(field: str, words: dict[str, str]) -> dict[str, str]:
    """The columns of the translated ``field`` for ``words`` by language."""
    return {f"{field}_{language}": said for language, said in words.items()}


def several(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def join(field: Any, pairs: Iterable[tuple[Model, Model]]) -> None:
    """Write the rows of a many-to-many ``field`` (``Organisation.topics``) at once."""
    through, ours, theirs = field.through, field.field.m2m_field_name(), field.field
    there = theirs.m2m_reverse_field_name()
    through.objects.bulk_create(through(**{ours: one, there: other}) for one, other in pairs)


def topics_of(rows: Iterable[tuple[Model, list[str]]]) -> list[tuple[Model, Model]]:
    """(row, topic) for each row and the slugs of its topics."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    return [(row, topics[slug]) for row, slugs in rows for slug in slugs]


def _places() -> int:
    there = set(Place.objects.values_list("name_en", "country"))
    missing = [
        row for row in table(DATA / "places.csv") if (row["name_en"], row["country"]) not in there
    ]
    Place.objects.bulk_create(
        Place(
            **names(row),
            country=row["country"],
            is_port=bool(row["is_port"]),
            unlocode=row["unlocode"],
            katotth=row["katotth"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            aliases=several(row["aliases"]),
            source=row["source"],
        )
        for row in missing
    )
    return len(missing)


def _topics() -> int:
    """The file has a row for each topic and language; parents stand before their children."""
    there = {topic.slug: topic for topic in Topic.objects.all()}
    rows: dict[str, list[dict[str, str]]] = {}
    for row in table(DATA / "topics.csv"):
        rows.setdefault(row["slug"], []).append(row)
    missing = [slug for slug in rows if slug not in there]
    for slug in missing:
        there[slug] = Topic.objects.create(
            slug=slug,
            parent=there.get(rows[slug][0]["parent"]),
            position=list(rows).index(slug),
            synonyms={row["language"]: several(row["synonyms"]) for row in rows[slug]},
            **{f"name_{row['language']}": row["name"] for row in rows[slug]},
        )
    return len(missing)


def _industries() -> int:
    there = set(Industry.objects.filter(revision="2").values_list("code", flat=True))
    missing = [row for row in table(DATA / "nace_rev2.csv") if row["code"] not in there]
    Industry.objects.bulk_create(
        Industry(code=row["code"], level=int(row["level"]), parent=row["parent"], **names(row))
        for row in missing
    )
    return len(missing)


def _organisations() -> int:
    """One file has what is the same in all languages, the other what they are called and do."""
    there = set(Organisation.objects.values_list("slug", flat=True))
    missing = [row for row in table(DATA / "organisations.csv") if row["slug"] not in there]
    if not missing:
        return 0
    texts = {row["slug"]: row for row in records(DATA / "organisation_texts.jsonl")}
    places = dict(Place.objects.values_list("name_en", "pk"))
    made = [_organisation(row | texts[row["slug"]], places) for row in missing]
    Organisation.objects.bulk_create(made)
    pairs = list(zip(made, missing, strict=True))
    join(Organisation.topics, topics_of((one, several(row["topics"])) for one, row in pairs))
    Identifier.objects.bulk_create(
        (number for one, row in pairs for number in _identifiers(one, row)),
        ignore_conflicts=True,  # somebody else may have brought the number in
    )
    return len(missing)


def _organisation(row: dict[str, Any], places: dict[str, int]) -> Organisation:
    made = Organisation(
        slug=row["slug"],
        **in_each("name", row["name"]),
        **in_each("description", row["description"]),
        aliases=row["aliases"],
        kind=row["kind"],
        country=row["country"],
        seat_id=places.get(row["seat"]),
        operating_place_id=places.get(row["operating_place"]),
        website=row["website"],
        source=row["source"],
        status=Status.PUBLISHED,
    )
    made.derive()
    return made


def _identifiers(organisation: Organisation, row: dict[str, str]) -> Iterator[Identifier]:
    for number in several(row["identifiers"]):
        scheme, _colon, value = number.partition(":")
        yield Identifier(
            organisation=organisation,
            scheme=scheme,
            value=value,
            verified=scheme in several(row["verified"]),
            source=row["source"],
        )


def _offers() -> int:
    there = set(Offer.objects.exclude(reference=None).values_list("reference", flat=True))
    missing = [row for row in records(DATA / "offers.jsonl") if row["reference"] not in there]
    owners = Organisation.objects.in_bulk(
        [row["organisation"] for row in missing], field_name="slug"
    )
    Offer.objects.bulk_create(
        Offer(
            organisation=owners[row["organisation"]],
            reference=row["reference"],
            **{f"title_{row['language']}": row["title"]},
            **{f"summary_{row['language']}": row["summary"]},
            keywords=row["keywords"],
            source_url=row["source_url"],
            compiled=True,
            status=Status.PUBLISHED,
        )
        for row in missing
    )
    return len(missing)
