"""The rows of a file so far, to notice a second one about the same organisation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Self

from partners.importing.finding import SHARED, similar
from partners.importing.registers import differ
from partners.importing.rows import Row
from partners.names import plain

Entry = tuple[int, str, dict[str, str]]  # row, plain name, numbers by scheme


@dataclass
class Seen:
    """By digest, because a file may be long: ``numbers`` {number: row}, ``names`` and ``sites``
    (both with their country) {name or site: entries}; ``taken`` {organisation: row}."""

    numbers: dict[int, int] = field(default_factory=dict)
    names: dict[int, list[Entry]] = field(default_factory=dict)
    sites: dict[int, list[Entry]] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)

    def earlier(self, row: Row) -> tuple[int, str] | None:
        """The row before ``row`` about the same organisation, and the field that says so; if there
        is none, ``row`` is remembered."""
        found = self._by_number(row) or self._by_site(row) or self._by_name(row)
        if not found:
            self._remember(row)
        return found

    def taker(self, row: Row, organisation: int) -> int | None:
        """The row before ``row`` that speaks of ``organisation``; if there is none, it is ours."""
        first = self.taken.setdefault(organisation, row.number)
        return None if first == row.number else first

    def to_json(self) -> dict[str, Any]:
        return {name: list(table.items()) for name, table in vars(self).items()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(**{name: dict(pairs) for name, pairs in kept.items()})

    def _by_number(self, row: Row) -> tuple[int, str] | None:
        for scheme, value in row.keys:
            if first := self.numbers.get(_digest(scheme, value)):
                return first, scheme
        return None

    def _by_site(self, row: Row) -> tuple[int, str] | None:
        if row.domain:
            for first, name, numbers in self.sites.get(_digest(row.country, row.domain), ()):
                if any(similar(name, own) for own in row.names) and _agree(numbers, row):
                    return first, "website"
        return None

    def _by_name(self, row: Row) -> tuple[int, str] | None:
        for name in row.names:
            for first, _name, numbers in self.names.get(_digest(row.country, name), ()):
                if _agree(numbers, row):
                    return first, "name"
        return None

    def _remember(self, row: Row) -> None:
        for scheme, value in row.keys:
            self.numbers.setdefault(_digest(scheme, value), row.number)
        for name in _all_names(row):
            entry = (row.number, name, row.numbers)
            _add(self.names, _digest(row.country, name), entry)
            if row.domain:
                _add(self.sites, _digest(row.country, row.domain), entry)


def _all_names(row: Row) -> Iterator[str]:
    yield from dict.fromkeys([*row.names, *map(plain, row.values.get("aliases", ()))])


def _add(table: dict[int, list[Entry]], key: int, entry: Entry) -> None:
    entries = table.setdefault(key, [])
    if len(entries) < SHARED:
        entries.append(entry)


def _agree(numbers: dict[str, str], row: Row) -> bool:
    """Whether no register says that they are two."""
    return not differ(numbers.items(), row.numbers.items())


def _digest(*words: str) -> int:
    return int.from_bytes(blake2b("|".join(words).encode(), digest_size=8).digest())
