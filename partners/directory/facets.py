"""By what the directory is narrowed down. Each organisation carries its terms ("topic:energy"),
so that one index answers every combination, and apps above add their own through the slot."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, gettext_lazy

from chamber.slots import facets
from partners import columns
from partners.directory.labels import industries, places, topics
from partners.isocodes import country_name, language_name
from partners.models.organisations import Kind, Organisation, Size, Status

AT_ONCE = 500
Rows = list[Organisation]
Pairs = Iterable[tuple[int, str]]  # (key of an organisation, value)


@dataclass(frozen=True)
class Facet:
    """``of`` gives the values of organisations, ``names`` the words of values; ``parents`` says
    what stands above a value in a tree. Values stand by their number, or ``in_order``."""

    key: str
    label: Any
    of: Callable[[Rows], Pairs]
    names: Callable[[Collection[str]], Mapping[str, str]]
    parents: Callable[[Collection[str]], Mapping[str, str]] = lambda values: {}
    in_order: bool = False
    chamber_only: bool = False

    def term(self, value: str) -> str:
        return f"{self.key}:{value}"


def write(organisations: Any) -> None:
    """Bring the terms of ``organisations`` (a queryset) up to date."""
    for chunk in _chunks(organisations.select_related("seat", "operating_place").order_by("pk")):
        write_rows(chunk)


def write_rows(rows: Rows) -> None:
    """The same for rows at hand; their version stays, because nobody edited them."""
    prefetch_related_objects(rows, "topics", "industries")
    terms = _terms(rows)
    changed = [row for row in rows if row.facets != terms[row.pk]]
    for row in changed:
        row.facets = terms[row.pk]
    columns.write(Organisation, "facets", {row.pk: row.facets for row in changed})


def _chunks(rows: Any) -> Iterator[list[Organisation]]:
    chunk: list[Organisation] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        chunk.append(row)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _terms(rows: Rows) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for facet in facets:
        pairs = list(facet.of(rows))
        above = facet.parents({value for _pk, value in pairs})
        for pk, value in pairs:
            found[pk].update(map(facet.term, _upwards(value, above)))
    return {row.pk: sorted(found[row.pk]) for row in rows}


def _upwards(value: str, above: Mapping[str, str]) -> Iterator[str]:
    while value:
        yield value
        value = above.get(value, "")


def _each(read: Callable[[Organisation], Iterable[object]]) -> Callable[[Rows], Pairs]:
    return lambda rows: ((row.pk, str(value)) for row in rows for value in read(row) if value)


def _known(choices: Any) -> Callable[[Collection[str]], Mapping[str, str]]:
    return lambda values: {value: str(label) for value, label in choices if value}


def _worded(name: Callable[[str], str]) -> Callable[[Collection[str]], Mapping[str, str]]:
    return lambda values: {value: name(value) for value in values}


def _has_coordinates(row: Organisation) -> Iterator[str]:
    place = row.works_at
    if place and place.latitude is not None and place.longitude is not None:
        yield "yes"


OWN = [
    Facet("kind", gettext_lazy("Kind"), _each(lambda row: [row.kind]), _known(Kind.choices)),
    Facet(
        "topic",
        gettext_lazy("Topic"),
        _each(lambda row: [topic.slug for topic in row.topics.all()]),
        topics.names,
        parents=topics.parents,
        in_order=True,
    ),
    Facet(
        "country",
        gettext_lazy("Country"),
        _each(lambda row: [row.country]),
        _worded(country_name),
    ),
    Facet(
        "place",
        gettext_lazy("Place"),
        _each(lambda row: [row.seat_id, row.operating_place_id]),
        places.names,
    ),
    Facet(
        "nace",
        gettext_lazy("Industry"),
        _each(lambda row: [one.code for one in row.industries.all() if one.revision == "2"]),
        industries.names,
        parents=industries.parents,
        in_order=True,
    ),
    Facet(
        "size",
        gettext_lazy("Size"),
        _each(lambda row: [row.size]),
        _known(Size.choices),
        in_order=True,
    ),
    Facet(
        "language",
        gettext_lazy("Language"),
        _each(lambda row: row.languages),
        _worded(language_name),
    ),
    Facet(
        "map",
        gettext_lazy("Map"),
        _each(_has_coordinates),
        lambda values: {"yes": gettext("on the map")},
    ),
    Facet(
        "status",
        gettext_lazy("Status"),
        _each(lambda row: [row.status]),
        _known(Status.choices),
        in_order=True,
        chamber_only=True,
    ),
]
for _order, _facet in enumerate(OWN):
    facets.register(_facet, order=10 * _order)
