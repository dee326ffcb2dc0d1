"""Which organisation of the directory a row speaks of: by its numbers, by its website and a similar
name, by the same name in the same country."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce, Upper

from partners.importing.registers import differ
from partners.importing.rows import Row
from partners.models import Identifier, Organisation
from partners.models.organisations import each_name

ALIKE = 0.4  # share of common trigrams
SHARED = 20  # organisations at one website, or rows of one name, that are still compared


@dataclass
class Candidate:
    """An organisation of the directory with its numbers and the keys of what it is about."""

    organisation: Organisation
    numbers: set[tuple[str, str]] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)
    nace: set[int] = field(default_factory=set)


def find(rows: Sequence[Row], *, lock: bool = False) -> dict[int, list[Candidate]]:
    """The organisations that each of ``rows`` may mean, by row number; with ``lock`` nobody else
    changes them in this transaction. Seven queries, whatever the number of rows."""
    owners = _owners(rows)
    names = sorted({name for row in rows for name in row.names})
    standing = Organisation.objects.filter(merged_into=None)
    namesakes = standing.annotate(each=each_name()).filter(each__overlap=names)
    keys = {pk for pks in owners.values() for pk in pks}
    keys |= {*_at_sites(rows), *namesakes.values_list("pk", flat=True)}
    pool = _Pool(_load(keys, lock=lock), owners)
    return {row.number: pool.candidates(row) for row in rows}


def similar(one: str, other: str) -> bool:
    """Whether two plain names are much alike, or one is the other with more words."""
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return True
    mine, theirs = _trigrams(words), _trigrams(others)
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def _owners(rows: Sequence[Row]) -> dict[tuple[str, str], set[int]]:
    """Organisations by the numbers that ``rows`` name; one that was merged is what it became."""
    wanted = defaultdict(set)
    for row in rows:
        for scheme, value in row.keys:
            wanted[scheme].add(value.upper())
    said = Q()
    for scheme, values in wanted.items():
        said |= Q(scheme=scheme, upper__in=values)
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    if said:
        owner = Coalesce("organisation__merged_into", "organisation")
        numbers = Identifier.objects.annotate(upper=Upper("value"), owner=owner).filter(said)
        for scheme, value, pk in numbers.values_list("scheme", "upper", "owner"):
            found[scheme, value].add(pk)
    return found


def _at_sites(rows: Sequence[Row]) -> Iterator[int]:
    """Organisations with the websites of ``rows``; one that many share says nothing of them."""
    wanted = {row.domain for row in rows} - {""}
    found = defaultdict(list)
    sites = Organisation.objects.filter(domain__in=wanted, merged_into=None)
    for domain, pk in sites.values_list("domain", "pk"):
        found[domain].append(pk)
    for keys in found.values():
        if len(keys) <= SHARED:
            yield from keys


def _load(keys: Iterable[int], *, lock: bool) -> list[Candidate]:
    """Each with its relations; ``prefetch_related`` would take three times as long."""
    query = Organisation.objects.filter(pk__in=keys).order_by("pk")
    if lock:
        query = query.select_for_update(no_key=True)
    found = {one.pk: Candidate(one) for one in query}
    numbers = Identifier.objects.filter(organisation__in=found)
    for pk, scheme, value in numbers.values_list("organisation", "scheme", "value"):
        found[pk].numbers.add((scheme, value.upper()))
    for pk, topic in _pairs(Organisation.topics.through, found, "topic"):
        found[pk].topics.add(topic)
    for pk, industry in _pairs(Organisation.industries.through, found, "industry"):
        found[pk].nace.add(industry)
    return list(found.values())


def _pairs(through: Any, keys: Iterable[int], other: str) -> Iterable[tuple[int, int]]:
    return through.objects.filter(organisation__in=keys).values_list("organisation", other)


class _Pool:
    """The organisations that the rows of one chunk may mean."""

    def __init__(
        self, candidates: Sequence[Candidate], owners: dict[tuple[str, str], set[int]]
    ) -> None:
        self.rows = {one.organisation.pk: one for one in candidates}
        self.owners = owners
        self.sites: dict[str, list[Candidate]] = defaultdict(list)
        self.names: dict[str, list[Candidate]] = defaultdict(list)
        for one in candidates:
            self.sites[one.organisation.domain].append(one)
            for name in one.organisation.search_name.split(" | "):
                self.names[name].append(one)

    def candidates(self, row: Row) -> list[Candidate]:
        keys = {pk for scheme, value in row.keys for pk in self.owners[scheme, value.upper()]}
        if keys:
            return [self.rows[pk] for pk in sorted(keys)]
        site = [one for one in self.sites[row.domain] if row.domain and _alike(row, one)]
        namesakes = {id(one): one for name in row.names for one in self.names[name]}
        for found in (site, list(namesakes.values())):
            same = [one for one in found if _may_be(row, one)]
            if same:
                return same
        return []


def _alike(row: Row, candidate: Candidate) -> bool:
    names = candidate.organisation.search_name.split(" | ")
    return any(similar(mine, theirs) for mine in row.names for theirs in names)


def _may_be(row: Row, candidate: Candidate) -> bool:
    """In the same country, and no register says that they are two."""
    same = candidate.organisation.country in ("", row.country)
    return same and not differ(row.numbers.items(), candidate.numbers)


def _trigrams(words: set[str]) -> set[str]:
    return {f"  {word} "[at : at + 3] for word in words for at in range(len(word) + 1)}
