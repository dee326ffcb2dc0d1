"""Words for the values of facets, kept by each process for a minute: every list shows many."""

import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from chamber.glossary.fallback import read
from partners.models import Industry, Place, Topic

SECONDS = 60


class Kept:
    """Rows by the value they stand for: asked for again once a minute."""

    made: "ClassVar[list[Kept]]" = []

    def __init__(
        self,
        rows: Callable[[], Mapping[str, Any]],
        *,
        above: Callable[[Any], str] = lambda row: "",
        called: Callable[[Any], str] = str,
    ) -> None:
        self._ask, self._above, self._called = rows, above, called
        self._rows: Mapping[str, Any] = {}
        self.until = 0.0
        self.made.append(self)

    def rows(self, wanted: Collection[str] = ()) -> Mapping[str, Any]:
        if time.monotonic() > self.until or not self._rows.keys() >= set(wanted):
            self._rows, self.until = self._ask(), time.monotonic() + SECONDS
        return self._rows

    def names(self, values: Collection[str]) -> dict[str, str]:
        """In the order of the rows; what is gone has no name."""
        rows = self.rows(values)
        return {value: self._called(row) for value, row in rows.items() if value in values}

    def parents(self, values: Collection[str]) -> dict[str, str]:
        """What stands above a value; the rows are new enough to know all of ``values``."""
        rows = self.rows(values)
        return {value: above for value, row in rows.items() if (above := self._above(row))}


def _topics() -> dict[str, Topic]:
    rows = Topic.objects.named().select_related("parent")
    return {topic.slug: topic for topic in rows}


def _industries() -> dict[str, Industry]:
    return {one.code: one for one in Industry.objects.filter(revision="2")}


def _industry(industry: Industry) -> str:
    """A section by its name alone, without the word for section that its name begins with."""
    name = str(read(industry, "name").words)
    section, _dash, rest = name.partition(" -- ")
    return (rest or section).capitalize() if industry.level == 1 else f"{industry.code} {name}"


def forget() -> None:
    """Ask again at the next look."""
    for kept in Kept.made:
        kept.until = 0.0


topics = Kept(_topics, above=lambda topic: topic.parent.slug if topic.parent else "")
industries = Kept(_industries, above=lambda industry: industry.parent, called=_industry)
places = Kept(lambda: {str(place.pk): place for place in Place.objects.all()})
