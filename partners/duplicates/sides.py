"""Organisations, as the directory and its forms have them, for the comparison."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from partners.duplicates.scoring import Side
from partners.models import Identifier, Organisation, Place
from partners.models.organisations import LANGUAGES, OrganisationQuerySet

NAMES = tuple(f"name_{language}" for language in LANGUAGES)
COLUMNS = (*NAMES, "aliases", "kind", "country", "seat", "operating_place", "website", "email")
CHUNK = 1000


def sides(rows: OrganisationQuerySet) -> Iterator[tuple[int, Side]]:
    """Each of ``rows`` by its key; three queries a thousand."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), CHUNK):
        yield from sides_of(keys[at : at + CHUNK]).items()


def sides_of(keys: Collection[int]) -> dict[int, Side]:
    numbers = defaultdict(set)
    known = Identifier.objects.filter(organisation__in=keys)
    for pk, scheme, value in known.values_list("organisation", "scheme", "value"):
        numbers[pk].add((scheme, value))
    rows = Organisation.objects.filter(pk__in=keys).values_list("pk", *COLUMNS)
    found = [(row[0], dict(zip(COLUMNS, row[1:], strict=True))) for row in rows]
    places = _places(key for _pk, row in found for key in (row["seat"], row["operating_place"]))
    return {pk: _side(row, places, numbers[pk]) for pk, row in found}


def side_of(organisation: Organisation) -> Side:
    return sides_of([organisation.pk])[organisation.pk]


def side_said(said: Mapping[str, Any], numbers: Iterable[tuple[str, str]]) -> Side:
    """What a form says of an organisation that is not stored yet."""
    cities = [
        _names(place)[0] for place in (said.get("seat"), said.get("operating_place")) if place
    ]
    return Side(
        names=tuple(filter(None, [*map(said.get, NAMES), *said.get("aliases", ())])),
        kind=said.get("kind", ""),
        country=said.get("country", ""),
        cities=tuple(cities),
        website=said.get("website", ""),
        email=said.get("email", ""),
        numbers=frozenset(numbers),
    )


def _side(row: Mapping[str, Any], places: Mapping[int, str], numbers: set[Any]) -> Side:
    cities = (places.get(row[name], "") for name in ("seat", "operating_place"))
    return Side(
        names=tuple(dict.fromkeys(filter(None, [*map(row.get, NAMES), *row["aliases"]]))),
        kind=row["kind"],
        country=row["country"],
        cities=tuple(filter(None, cities)),
        website=row["website"],
        email=row["email"],
        numbers=frozenset(numbers),
    )


def _places(keys: Iterable[int | None]) -> dict[int, str]:
    rows = Place.objects.filter(pk__in={key for key in keys if key})
    return {place.pk: _names(place)[0] for place in rows}


def _names(place: Place) -> list[str]:
    given = [getattr(place, f"name_{language}") for language in LANGUAGES]
    return [name for name in given if name] or [""]
