"""The words by which one knows that something is shown, and the tables that say to whom it is."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

TABLES = Path(__file__).with_name("tables")
READERS = [
    *("anonymous", "person", "newcomer", "member"),
    *("viewer", "owner", "read-only", "staff"),
]
MARKS = {"yes": True, "-": False}
CONSONANTS, VOWELS = "bdfklmnprstvz", "aeiou"


def word(thing):
    """A word for ``thing`` that nobody else uses and no slip of the pen makes of another one."""
    numbers = iter(sha256(thing.encode()).digest())
    pairs = [(next(numbers), next(numbers)) for _syllable in range(5)]
    return "".join(CONSONANTS[one % 13] + VOWELS[other % 5] for one, other in pairs)


@dataclass(frozen=True)
class Needle:
    """``said`` are the ways in which a channel shows it, ``asked`` what a reader types to find it:
    nothing where there are no words to type. ``apart`` are channels that say the same of others."""

    said: tuple[str, ...]
    asked: str = ""
    apart: tuple[str, ...] = ()

    def found_in(self, texts):
        """The channels that show it, of ``texts`` by channel."""
        shown = (name for name in texts if name not in self.apart)
        return {name for name in shown if any(one in texts[name] for one in self.said)}


def needle(thing):
    """For what holds the word of its own name."""
    return Needle((word(thing),), word(thing))


def labelled(*said, asked="", apart=()):
    """For what has no word of its own: a status is one of five, a date is a date."""
    return Needle(said, asked, apart)


@dataclass(frozen=True)
class Row:
    """One line: who finds ``thing`` in ``channels``."""

    table: str
    thing: str
    channels: frozenset[str]
    readers: frozenset[str]


def rows(table):
    for line in (TABLES / f"{table}.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            thing, channels, *marks = line.split()
            seen = dict(zip(READERS, [MARKS[mark] for mark in marks], strict=True))
            readers = frozenset(reader for reader in READERS if seen[reader])
            yield Row(table, thing, frozenset(channels.split(",")) - {"nowhere"}, readers)


def things(table):
    """What the table speaks of, without what follows a point: "email.open" is a case of email."""
    return {row.thing.partition(".")[0] for row in rows(table)}


def expected():
    """{reader: {(thing, channel)}} of all tables."""
    found = {reader: set() for reader in READERS}
    for table in sorted(path.stem for path in TABLES.glob("*.txt")):
        for row in rows(table):
            pairs = {(f"{table}: {row.thing}", channel) for channel in row.channels}
            for reader in row.readers:
                found[reader] |= pairs
    return found
