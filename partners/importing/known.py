"""What the directory knows that a file may name: topics, industries, places."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from partners.importing.vocabulary import LANGUAGES
from partners.models import Industry, Place, Topic
from partners.models.places import PlaceQuerySet
from partners.names import is_cyrillic, plain


@dataclass
class Spot:
    """A city as a row names it; ``pk`` is None while the directory does not know the place."""

    country: str
    name: str
    pk: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.country, plain(self.name)


@dataclass
class Known:
    """Read once for a whole file; places are added to it as rows bring them."""

    topics: dict[str, int] = field(default_factory=dict)  # by name and synonym, compared plainly
    main_topics: list[str] = field(default_factory=list)
    industries: dict[str, int] = field(default_factory=dict)  # by code
    places: dict[tuple[str, str], int] = field(default_factory=dict)  # by country and plain name
    countries: dict[str, set[str]] = field(default_factory=dict)  # of the places of each name

    @classmethod
    def load(cls) -> Self:
        known = cls()
        for topic in Topic.objects.all():
            words = [topic.slug.replace("-", " "), *_names(topic)]
            words += [word for several in topic.synonyms.values() for word in several]
            known.topics = {plain(word): topic.pk for word in words} | known.topics
            known.main_topics += [] if topic.parent_id else [str(topic)]
        revision = Industry.objects.filter(revision="2")
        known.industries = dict(revision.values_list("code", "pk"))
        known.add_places(Place.objects.all())
        return known

    def add_places(self, places: Iterable[Place]) -> None:
        for place in places:
            for name in map(plain, [*_names(place), *place.aliases]):
                self.places.setdefault((place.country, name), place.pk)
                self.countries.setdefault(name, set()).add(place.country)

    def spot(self, country: str, name: str) -> Spot:
        spot = Spot(country, name)
        spot.pk = self.places.get(spot.key)
        return spot

    def country_of(self, name: str) -> str:
        """The country of the only known place with this name, or an empty word."""
        found = self.countries.get(plain(name), ())
        return next(iter(found)) if len(found) == 1 else ""


def settle(spots: Iterable[Spot], known: Known) -> None:
    """Give each of ``spots`` its place, a new one if there is none; for one writer at a time."""
    missing = {spot.key: spot for spot in spots if spot.pk is None}
    wanted = [spot for key, spot in missing.items() if key not in known.places]
    for spot in wanted:  # another import may have brought it since
        known.add_places(_called(spot))
    new = [_place(spot) for spot in wanted if spot.key not in known.places]
    known.add_places(Place.objects.bulk_create(new))
    for spot in spots:
        spot.pk = known.places[spot.key]


def _called(spot: Spot) -> PlaceQuerySet:
    return Place.objects.filter(country=spot.country).called(spot.name)


def _place(spot: Spot) -> Place:
    language = "uk" if is_cyrillic(spot.name) else "en"
    return Place(country=spot.country, **{f"name_{language}": spot.name})


def _names(row: Place | Topic) -> list[str]:
    return [name for code in LANGUAGES if (name := getattr(row, f"name_{code}"))]
