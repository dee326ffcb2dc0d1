"""What a row says that the directory does not, taken over change by change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from partners.importing.finding import Candidate
from partners.importing.known import Spot
from partners.importing.rows import Row
from partners.importing.vocabulary import LANGUAGES
from partners.models import Identifier, Industry, Organisation, Place, Topic
from partners.models.organisations import Kind, Size
from partners.names import is_cyrillic, plain

PLAIN = ("kind", "size", "country", "website", "email")
TEXTS = ("name_nl", "name_fr", "name_uk", "description_nl", "description_fr", "description_uk")
TRANSLATED = ("name_en", "description_en", *TEXTS)
PLACES = {"city": "seat", "operating_city": "operating_place"}
MANY: dict[str, Any] = {"topics": Topic, "nace": Industry}


@dataclass(frozen=True)
class Change:
    """``old`` and ``new`` are stored values: codes, texts, lists, places, keys of topics."""

    field: str
    old: Any
    new: Any


@dataclass
class Taken:
    """An organisation with what a row says of it, not saved yet."""

    row: Row
    organisation: Organisation
    changes: list[Change] = field(default_factory=list)
    numbers: list[Identifier] = field(default_factory=list)  # new ones
    many: dict[str, set[int]] = field(default_factory=dict)  # topics and industries, if changed

    def put(self, name: str, new: Any, *, column: str = "") -> None:
        """Set one column of the organisation; what is empty or the same changes nothing."""
        column = column or name
        old = getattr(self.organisation, column)
        if new and (old or "") != new:
            self.changes.append(Change(name, old, new))
            setattr(self.organisation, column, new)


def take(row: Row, candidate: Candidate | None) -> Taken:
    """``row`` taken over into the organisation of ``candidate``, or into a new one."""
    known = candidate or Candidate(Organisation(**dict.fromkeys(TRANSLATED)))
    taken = Taken(row, known.organisation)
    values = row.values
    for name in PLAIN:
        taken.put(name, values.get(name))
    _take_name(taken, values.get("name", ""))
    for name in TEXTS:
        taken.put(name, values.get(name))
    taken.put("description", values.get("description"), column="description_en")
    _take_aliases(taken, values.get("aliases", []))
    if set(values.get("languages", [])) != set(taken.organisation.languages):
        taken.put("languages", values.get("languages"))
    if _digits(values.get("phone", "")) != _digits(taken.organisation.phone):
        taken.put("phone", values.get("phone"))
    for name, column in PLACES.items():
        _take_place(taken, name, column, values.get(name))
    _take_many(taken, "topics", known.topics)
    _take_many(taken, "nace", known.nace)
    _take_numbers(taken, known.numbers)
    return taken


def words(change: Change) -> dict[str, str]:
    """``change`` as a reader understands it, in the language of the moment."""
    return {
        "field": change.field,
        "old": _words(change.field, change.old),
        "new": _words(change.field, change.new),
    }


def _take_name(taken: Taken, name: str) -> None:
    """A name that it bears already, in whatever language, changes nothing; when it is called
    otherwise now, the name before is kept among the other names."""
    organisation: Any = taken.organisation  # its languages come from the translations
    current = organisation.name_en or ""
    if not name or current == name:
        return
    borne = [organisation.name_nl, organisation.name_fr, *organisation.aliases]
    renamed = plain(current) != plain(name)
    if renamed and plain(name) in {plain(one) for one in borne if one and not is_cyrillic(one)}:
        return
    taken.put("name", name, column="name_en")
    if renamed and current:
        _take_aliases(taken, [current])


def _take_aliases(taken: Taken, names: Iterable[str]) -> None:
    """Other names are added; none is taken away."""
    organisation, old = taken.organisation, taken.organisation.aliases
    names_now = [getattr(organisation, f"name_{code}") for code in LANGUAGES]
    known = {plain(one) for one in [*old, *names_now] if one}
    new = [name for name in names if plain(name) not in known]
    if new:
        taken.put("aliases", [*old, *new])


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _take_place(taken: Taken, name: str, column: str, spot: Spot | None) -> None:
    old = getattr(taken.organisation, f"{column}_id")
    if spot and (spot.pk is None or spot.pk != old):
        taken.changes.append(Change(name, old, spot.pk or spot.name))


def _take_many(taken: Taken, name: str, old: set[int]) -> None:
    new = taken.row.values.get(name)
    if new and new != old:
        taken.changes.append(Change(name, sorted(old), sorted(new)))
        taken.many[name] = new


def _take_numbers(taken: Taken, known: set[tuple[str, str]]) -> None:
    """Numbers are added; who has another number in a register was refused before."""
    for scheme, value in taken.row.numbers.items():
        if (scheme, value.upper()) not in known:
            taken.changes.append(Change(scheme, "", value))
            taken.numbers.append(Identifier(scheme=scheme, value=value))


def _words(name: str, value: Any) -> str:
    if name in PLACES and isinstance(value, int):
        return str(Place.objects.get(pk=value))
    if name in MANY:
        return ", ".join(map(str, MANY[name].objects.filter(pk__in=value)))
    if name in ("kind", "size"):
        return str((Kind if name == "kind" else Size)(value).label) if value else ""
    if isinstance(value, list):
        return ", ".join(value)
    return str(value or "")
