"""The balance of the triple helix: companies, knowledge institutions and government.

``1 - 1.5 * sum((share - 1/3)^2)`` over the three core strands is 1 when each has a third of the
members, 0.75 when two share them all, and 0 when one strand stands alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

CORE = ("company", "knowledge", "government")
EVEN = 0.9  # from here on the strands are said to be in balance
FEWEST = 3  # members: fewer could not be even


@dataclass(frozen=True)
class Balance:
    """``counts`` by strand, the fourth (citizens) included; ``value`` is None without members of
    the core strands."""

    counts: Mapping[str, int]
    value: float | None

    @property
    def total(self) -> int:
        """Members of the three core strands."""
        return sum(self.counts.get(strand, 0) for strand in CORE)

    @property
    def is_telling(self) -> bool:
        return self.total >= FEWEST

    @property
    def percent(self) -> int | None:
        return None if self.value is None else round(100 * self.value)

    def share(self, strand: str) -> float:
        return self.counts.get(strand, 0) / self.total if self.total else 0.0

    @property
    def missing(self) -> list[str]:
        return [strand for strand in CORE if not self.counts.get(strand)]

    @property
    def finding(self) -> tuple[str, str]:
        """What the picture shows, and which strand it shows it of: ("even", ""), ("only",
        "company"), ("without", "government"), ("most", "knowledge"), or ("none", "")."""
        if self.value is None:
            return "none", ""
        most = max(CORE, key=lambda strand: self.counts.get(strand, 0))
        if len(self.missing) == 2:
            return "only", most
        if self.missing:
            return "without", self.missing[0]
        return ("even", "") if self.value >= EVEN else ("most", most)


def balance(counts: Mapping[str, int]) -> Balance:
    total = sum(counts.get(strand, 0) for strand in CORE)
    if not total:
        return Balance(counts, None)
    uneven = sum((counts.get(strand, 0) / total - 1 / 3) ** 2 for strand in CORE)
    return Balance(counts, min(1.0, max(0.0, 1 - 1.5 * uneven)))
