"""The slots themselves. Each says what its entries are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Slot:
    """An ordered list that apps add to once, at start-up."""

    name: str
    _entries: list[tuple[int, Any]] = field(default_factory=list)

    def register(self, entry: Any, *, order: int = 100) -> Any:
        """Add ``entry``; lower ``order`` comes first. Returns it, so it can decorate a function."""
        if entry not in self:
            self._entries.append((order, entry))
            self._entries.sort(key=lambda pair: pair[0])
        return entry

    def __iter__(self) -> Iterator[Any]:
        return iter([entry for _, entry in self._entries])


@dataclass(frozen=True)
class Reading:
    """What an objective stands at: ``value`` reached, shown with ``next_date`` and its words."""

    value: int
    next_date: date | None = None
    next_words: str = ""


@dataclass(frozen=True)
class Objective:
    """One of the six objectives, told by the app that owns it."""

    number: int
    title: str  # lazily translated, as the two below
    sentence: str
    figure_label: str
    url_name: str = ""
    read: Callable[..., Reading] | None = None  # (user, at) -> Reading; None: nothing counted yet


addresses = Slot("addresses")  # (prefix below the language, module with app_name and urlpatterns)
navigation = Slot("navigation")  # (request) -> iterable of navigation.Entry
office = Slot("office")  # the same, for the chamber's own tools, kept in the menu of the person
home_sections = Slot("home sections")  # (request) -> (template name, context) or None
objectives = Slot("objectives")  # Objective
chain_figures = Slot("chain figures")  # (user) -> (step, count, words)
waiting = Slot("waiting")  # (user, at) -> iterable of waiting.Entry
reviews = Slot("reviews")  # (user) -> iterable of entries.Review: what waits for the chamber's word
panels = Slot("panels")  # (object, user) -> (template name, context) or None
chamber_panels = Slot("chamber panels")  # the same, asked for the chamber's own people only
chapters = Slot("chapters")  # (object) -> entries.Chapter or None: for paper and for machines
timeline = Slot("time line")  # (object, user) -> iterable of entries.Happened
last_contacts = Slot("last contacts")  # (OuterRef to an organisation) -> one row: the newest moment
search_sources = Slot("search sources")  # (user, words) -> iterable of hits
rounds = Slot("rounds")  # (at) -> None: what falls due with time; asked hourly, twice is harmless
api_routers = Slot("API routers")  # (prefix, ninja.Router): what programs may read
facets = Slot("facets")  # partners.directory.facets.Facet: a way to narrow the directory down
roles = Slot("roles")  # (user) -> iterable of role names that memberships give


def panels_of(row: Any, user: Any, *, slot: Slot = panels) -> list[tuple[str, Any]]:
    """What the apps show ``user`` about ``row``: template and data of each."""
    return [panel for make in slot if (panel := make(row, user))]


def chapters_of(row: Any) -> list[Any]:
    """What the apps tell everybody about ``row``."""
    return [chapter for make in chapters if (chapter := make(row))]


def objective_choices() -> list[tuple[int, str]]:
    """The objectives as a form offers them."""
    return [(one.number, f"{one.number}. {one.title}") for one in objectives]
