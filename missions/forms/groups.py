"""Fields that belong together, as templates/missions/mission_fields.html draws them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Group:
    """``beside``: side by side; ``during``: two moments that are said in both zones below."""

    heading: str
    fields: list[Any] = field(default_factory=list)
    beside: bool = False
    during: tuple | None = None


def during(row):
    """The time of a mission or an item, once both ends are known."""
    return (row.starts_at, row.ends_at) if row.starts_at and row.ends_at else None
