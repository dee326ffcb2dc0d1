"""Where organisations are found: counted by place, and put together where a map is too small."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import hypot, log, pi, radians, tan
from typing import Any

from django.db.models import Count as Counted
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.lists.counting import CAP, Count
from partners.models import Organisation, Place

APART = 56  # pixels between the marks of a map, at least
TILE = 256  # pixels of the whole world at zoom 0


@dataclass(frozen=True)
class Spot:
    """``number`` of organisations are found at ``place``; ``away`` have their seat there and
    work from elsewhere."""

    place: Place
    number: int
    away: int = 0

    @property
    def count(self) -> Count:
        return capped(self.number)

    def at(self, zoom: int) -> tuple[float, float]:
        """Pixels from the north-west corner of the world, by the projection of Mercator."""
        width = TILE * 2**zoom
        latitude = radians(max(-85.0, min(85.0, self.place.latitude or 0)))
        rise = log(tan(pi / 4 + latitude / 2))
        return ((self.place.longitude or 0) / 360 + 0.5) * width, (0.5 - rise / (2 * pi)) * width


@dataclass(frozen=True)
class Mark:
    """What stands together on a map, the largest first; it stands where that one is."""

    spots: list[Spot]

    @property
    def place(self) -> Place:
        return self.spots[0].place

    @property
    def count(self) -> Count:
        return capped(sum(spot.number for spot in self.spots))

    @property
    def label(self) -> str:
        where, others = str(self.place), len(self.spots) - 1
        if others:
            words = ngettext(
                "%(place)s and %(others)d other place",
                "%(place)s and %(others)d other places",
                others,
            )
            where = words % {"place": where, "others": others}
        return _("%(place)s: %(count)s") % {"place": where, "count": in_words(self.count)}

    def is_within(self, west: float, south: float, east: float, north: float) -> bool:
        longitude, latitude = self.place.longitude, self.place.latitude
        return west <= (longitude or 0) <= east and south <= (latitude or 0) <= north


def capped(number: int) -> Count:
    return Count(min(number, CAP), capped=number > CAP)


def in_words(count: Count) -> str:
    words = ngettext("%(count)s organisation", "%(count)s organisations", count.value)
    return words % {"count": count}


def found_at(
    organisations: "QuerySet[Organisation]", places: Collection[int]
) -> "QuerySet[Organisation]":
    """Those that one finds at ``places`` today: where they work from, or else their seat."""
    works = Q(operating_place__in=places)
    return organisations.filter(works | Q(operating_place=None, seat__in=places))


def counted(organisations: "QuerySet[Organisation]") -> tuple[list[Spot], int]:
    """Each place where one of ``organisations`` is, the fullest first, and how many have none."""
    pairs: Any = organisations.order_by().values_list("seat", "operating_place")
    here: Counter[int | None] = Counter()
    away: Counter[int | None] = Counter()
    for seat, works, number in pairs.annotate(number=Counted("*")):
        here[works or seat] += number
        if works and seat and works != seat:
            away[seat] += number
    places = Place.objects.in_bulk([key for key in {*here, *away} if key])
    spots = [Spot(place, here[key], away[key]) for key, place in places.items()]
    return sorted(spots, key=lambda spot: (-spot.number, str(spot.place))), here[None]


def marks(spots: Iterable[Spot], *, zoom: int) -> list[Mark]:
    """What a map of this zoom shows: the fuller place takes in those that would overlap it.

    A grid of cells as wide as marks stand apart keeps the neighbours one has to look at few.
    """
    grid: dict[tuple[int, int], list[tuple[float, float, Mark]]] = {}
    found = []
    for spot in sorted(spots, key=lambda spot: -spot.number):
        if not spot.number or spot.place.latitude is None or spot.place.longitude is None:
            continue
        x, y = spot.at(zoom)
        if near := _nearest(grid, x, y):
            near.spots.append(spot)
            continue
        found.append(Mark([spot]))
        grid.setdefault((int(x // APART), int(y // APART)), []).append((x, y, found[-1]))
    return found


def _nearest(
    grid: dict[tuple[int, int], list[tuple[float, float, Mark]]], x: float, y: float
) -> Mark | None:
    """The mark less than ``APART`` away, if there is one."""
    column, row = int(x // APART), int(y // APART)
    around = [
        (hypot(x - other_x, y - other_y), other)
        for beside in (-1, 0, 1)
        for below in (-1, 0, 1)
        for other_x, other_y, other in grid.get((column + beside, row + below), [])
    ]
    distance, mark = min(around, key=lambda pair: pair[0], default=(APART, None))
    return mark if distance < APART else None
