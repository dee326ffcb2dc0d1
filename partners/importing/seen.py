"""The rows of a file so far, to notice a second one about the same organisation."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Self

from partners.importing.finding import SHARED, similar
from partners.importing.registers import differ
from partners.importing.rows import Row
from partners.names import plain


@dataclass
class Seen:
    """Kept small, because a file may be long: keys are digests. ``numbers`` is {number: row},
    ``names`` and ``sites`` (both with their country) hold lines of row, plain name and numbers,
    ``taken`` is {organisation of the directory: row}."""

    numbers: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    sites: dict[int, str] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[str, tuple[int, Any]]]:
        """What is to be kept, piece by piece."""
        return ((name, pair) for name, table in vars(self).items() for pair in table.items())

    def put(self, name: str, pair: tuple[int, Any]) -> bool:
        """Take back what was kept as ``name``; False if it is none of ours."""
        if name not in vars(self):
            return False
        vars(self)[name][pair[0]] = pair[1]
        return True

    def without(self, rows: Container[int]) -> Self:
        """The same as if ``rows`` had never been seen."""
        return type(self)(
            {key: row for key, row in self.numbers.items() if row not in rows},
            {key: _but(text, rows) for key, text in self.names.items()},
            {key: _but(text, rows) for key, text in self.sites.items()},
            {key: row for key, row in self.taken.items() if row not in rows},
        )

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

    def _by_number(self, row: Row) -> tuple[int, str] | None:
        for scheme, value in row.keys:
            if first := self.numbers.get(_digest(scheme, value)):
                return first, scheme
        return None

    def _by_site(self, row: Row) -> tuple[int, str] | None:
        if row.domain:
            for first, name in _lines(self.sites.get(_digest(row.country, row.domain)), row):
                if any(similar(name, own) for own in row.names):
                    return first, "website"
        return None

    def _by_name(self, row: Row) -> tuple[int, str] | None:
        for name in row.names:
            for first, _name in _lines(self.names.get(_digest(row.country, name)), row):
                return first, "name"
        return None

    def _remember(self, row: Row) -> None:
        for scheme, value in row.numbers.items():
            self.numbers[_digest(scheme, value)] = row.number
        numbers = "\t".join(f"{scheme} {value}" for scheme, value in row.numbers.items())
        for name in dict.fromkeys([*row.names, *map(plain, row.values.get("aliases", ()))]):
            line = f"{row.number}\t{name}\t{numbers}"
            _add(self.names, _digest(row.country, name), line)
            if row.domain:
                _add(self.sites, _digest(row.country, row.domain), line)


def _lines(text: str | None, row: Row) -> Iterator[tuple[int, str]]:
    """The rows and names of ``text`` that no register tells apart from ``row``."""
    for line in text.split("\n") if text else ():
        first, name, *numbers = line.split("\t")
        known = [(one.partition(" ")[0], one.partition(" ")[2]) for one in numbers if one]
        if not differ(row.numbers.items(), known):
            yield int(first), name


def _but(text: str, rows: Container[int]) -> str:
    return "\n".join(
        line for line in text.split("\n") if line and int(line.partition("\t")[0]) not in rows
    )


def _add(table: dict[int, str], key: int, line: str) -> None:
    """Beyond some rows, a name or website says nothing of whom it means."""
    text = table.get(key)
    if not text:
        table[key] = line
    elif text.count("\n") < SHARED - 1:
        table[key] = f"{text}\n{line}"


def _digest(*words: str) -> int:
    return int.from_bytes(blake2b("|".join(words).encode(), digest_size=8).digest())
