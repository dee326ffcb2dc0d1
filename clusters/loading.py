"""The Flemish clusters and the foreign benchmarks, as they come with the portal.

Compiled from public pages; each figure, member and lesson carries its source. A cluster that has
any of them keeps its own.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from clusters.models import Cluster, ClusterIndicator, ClusterMembership, Lesson
from partners.directory import facets
from partners.loading import join, names, records, several, table, topics_of
from partners.models import Industry, Organisation
from partners.models.organisations import LANGUAGES

DATA = Path(__file__).parent / "data"
TEXTS = ("domain", "description", "pact")
WORDS = ("region", "country", "note", "website", "source", "source_url", "funding_source")
LABEL = ("label", "label_source")
NUMBERS = ("founded", "pact_year", "funding_from", "funding_until")


@transaction.atomic
def load() -> int:
    """Add what is missing and return how many rows; edited ones stay."""
    added = _clusters() + _members() + _figures() + _lessons()
    if added:
        members = ClusterMembership.objects.values("organisation")
        of_clusters = Q(pk__in=members) | Q(pk__in=Cluster.objects.values("organisation"))
        facets.write(Organisation.objects.filter(of_clusters))
    return added


def _clusters() -> int:
    """Those that are missing; those that came with nothing but a name get their facts."""
    rows = table(DATA / "clusters.csv")
    there = {one.slug: one for one in Cluster.objects.all()}
    missing = [row for row in rows if row["slug"] not in there]
    bare = [
        row
        for row in rows
        if (one := there.get(row["slug"])) and one.version == 1 and not one.description
    ]
    texts = {row.pop("slug"): row for row in records(DATA / "texts.jsonl")}
    runners = Organisation.objects.filter(cluster=None).in_bulk(
        [row["organisation"] for row in missing], field_name="slug"
    )
    made = [
        Cluster(
            slug=row["slug"],
            **names(row),
            kind=row["kind"],
            organisation=runners.get(row["organisation"]),
            **_facts(row, texts),
        )
        for row in missing
    ]
    Cluster.objects.bulk_create(made)
    for row in bare:
        Cluster.objects.filter(slug=row["slug"]).update(**_facts(row, texts))
    pairs = list(zip(made, missing, strict=True))
    join(Cluster.topics, topics_of((one, several(row["topics"])) for one, row in pairs))
    known = [(there[row["slug"]], row) for row in bare]
    join(Cluster.industries, _industries([*pairs, *known]))
    return len(missing)


def _facts(row: dict[str, str], texts: dict[str, Any]) -> dict[str, Any]:
    amount = row["funding_amount"]
    return {
        **{name: row[name] for name in (*WORDS, *LABEL)},
        **{name: int(row[name]) if row[name] else None for name in NUMBERS},
        "funding_amount": Decimal(amount) if amount else None,
        "funding_currency": "EUR" if amount else "",
        "funding_yearly": bool(amount),
        **_translated(texts[row["slug"]], TEXTS),
    }


def _industries(pairs: list[tuple[Cluster, dict[str, str]]]) -> Iterator[tuple[Model, Model]]:
    if not pairs:
        return
    known = {row.code: row for row in Industry.objects.filter(revision="2", level__lte=2)}
    for one, row in pairs:
        yield from ((one, known[code]) for code in several(row["industries"]))


def _members() -> int:
    rows = list(_of_those_without(ClusterMembership, records(DATA / "members.jsonl")))
    slugs = {slug for _cluster, row in rows for slug in row["organisations"]}
    there = Organisation.objects.in_bulk(slugs, field_name="slug")
    made = [
        ClusterMembership(
            cluster=cluster,
            organisation=there[slug],
            helix=row["helix"],
            source=row["source"],
            source_url=row["source_url"],
            **_translated(row, ["role"]),
        )
        for cluster, row in rows
        for slug in row["organisations"]
        if slug in there
    ]
    return len(ClusterMembership.objects.bulk_create(made))


def _figures() -> int:
    notes = {row.pop("key"): row for row in records(DATA / "notes.jsonl")}
    made = [
        ClusterIndicator(
            cluster=cluster,
            indicator=row["indicator"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            year=int(row["year"]),
            year_until=int(row["year_until"]) if row["year_until"] else None,
            source=row["source"],
            source_url=row["source_url"],
            to_be_checked=bool(row["to_be_checked"]),
            **_translated({"note": notes.get(row["note"], {})}, ["note"]),
        )
        for cluster, row in _of_those_without(ClusterIndicator, table(DATA / "figures.csv"))
    ]
    return len(ClusterIndicator.objects.bulk_create(made))


def _lessons() -> int:
    texts = ("title", "what", "mechanism", "condition", "for_whom", "negative_side")
    plain = ("transferable", "source", "source_url", "year")
    made = [
        Lesson(cluster=cluster, **{name: row[name] for name in plain}, **_translated(row, texts))
        for cluster, row in _of_those_without(Lesson, records(DATA / "lessons.jsonl"))
    ]
    return len(Lesson.objects.bulk_create(made))


def _of_those_without(
    model: type[Model], rows: Iterable[dict[str, Any]]
) -> Iterator[tuple[Cluster, dict[str, Any]]]:
    """(cluster, row) for the clusters that have no row of ``model``."""
    having = set(model._default_manager.order_by().values_list("cluster", flat=True))
    there = {one.slug: one for one in Cluster.objects.exclude(pk__in=having)}
    return ((there[row["cluster"]], row) for row in rows if row["cluster"] in there)


def _translated(row: dict[str, Any], texts: Iterable[str]) -> dict[str, str | None]:
    """{"title": {"en": ...}} as the columns of each language; None where nothing is said."""
    said = {name: row.get(name) or {} for name in texts}
    return {
        f"{name}_{language}": said[name].get(language) for name in texts for language in LANGUAGES
    }
