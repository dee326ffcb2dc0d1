"""The facets as they stand beside a list: which values, how many of each, what is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chamber.lists.counting import Count
from partners.directory.counting import Counts
from partners.directory.facets import Facet

AT_ONCE = 10  # values of a facet; the others are folded


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: Count
    level: int
    is_chosen: bool


@dataclass(frozen=True)
class Menu:
    """One facet: ``first`` its values in sight, ``more`` those behind a fold."""

    key: str
    label: Any
    first: list[Choice]
    more: list[Choice]
    is_open: bool


def menus(
    facets: list[Facet], counts: Mapping[str, Counts], chosen: Mapping[str, Any]
) -> list[Menu]:
    """Those with something to choose; the first three are open."""
    made: list[Menu] = []
    for facet in facets:
        ticked = set(chosen.get(facet.key) or ())
        choices = _choices(facet, counts[facet.key], ticked)
        if choices:
            is_open = bool(ticked) or len(made) < 3
            first = [one for place, one in enumerate(choices) if place < AT_ONCE or one.is_chosen]
            more = [one for one in choices if one not in first]
            made.append(Menu(facet.key, facet.label, first, more, is_open))
    return made


def _choices(facet: Facet, counts: Counts, ticked: set[str]) -> list[Choice]:
    prefix = facet.term("")
    by_value = {
        term.removeprefix(prefix): count
        for term, count in counts.by_term.items()
        if term.startswith(prefix)
    }
    by_value |= dict.fromkeys(ticked - by_value.keys(), 0)
    above = facet.parents(by_value)
    opened = {up for value in ticked for up in _path(value, above)}
    shown = [value for value in by_value if above.get(value, "") in {"", *opened}]
    names = facet.names(shown)
    found = [
        Choice(
            value,
            names[value],
            Count(by_value[value], capped=counts.capped),
            level=len(_path(value, above)) - 1,
            is_chosen=value in ticked,
        )
        for value in names
        if value in by_value
    ]
    if facet.in_order:
        place = {value: number for number, value in enumerate(names)}
        found.sort(key=lambda one: [place.get(up, 0) for up in _path(one.value, above)])
    else:
        found.sort(key=lambda one: (-one.count.value, one.label))
    return found


def _path(value: str, above: Mapping[str, str]) -> list[str]:
    """``value`` and what stands above it, the highest first."""
    return [*_path(above[value], above), value] if value in above else [value]
