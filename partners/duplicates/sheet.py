"""Two organisations beside each other, field by field: what each says, and taking the one or the
other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.isocodes import country_name, language_name
from partners.models import Organisation
from partners.models.organisations import LANGUAGES
from partners.models.reading import REACH_OF
from partners.names import plain

KEPT, GONE, BOTH = "kept", "gone", "both"


def _each(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for language in LANGUAGES)


COLUMNS = (
    *(*_each("name"), "aliases", "kind", "size", "country", "seat", "operating_place", "access"),
    *(*_each("safety_note"), "website", "email", "phone", "contact_visibility", "languages"),
    *(*_each("description"), "visibility", "status", "source", "confirmed_on", "renew_by"),
    "is_demo",
)
MANY = ("topics", "industries")
LISTS = ("aliases", "languages", *MANY, "identifiers")
FIELDS = (*COLUMNS, *MANY, "identifiers")
ONES = ("profile", "resource")  # each has one of its own
# What a merge changes besides, and its undoing puts back.
CHANGED = (*COLUMNS, *ONES, "merged_into")


@dataclass(frozen=True)
class Line:
    """One field of both; ``first`` and ``second`` in words."""

    name: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second

    @property
    def is_list(self) -> bool:
        return self.name in LISTS

    @property
    def one_is_empty(self) -> bool:
        return not (self.first and self.second)


def lines(first: Organisation, second: Organisation) -> list[Line]:
    """Every field that one of the two says something in."""
    found = [Line(name, label(name), _words(first, name), _words(second, name)) for name in FIELDS]
    return [line for line in found if line.first or line.second]


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """What is stored of it, as JSON can keep it."""
    found = {name: getattr(organisation, _column(name).attname) for name in CHANGED}
    many = {name: sorted(getattr(organisation, name).values_list("pk", flat=True)) for name in MANY}
    return found | many


def take(kept: Organisation, gone: Organisation, taken: Mapping[str, str]) -> None:
    """Give ``kept`` what ``taken`` says of its columns and lists ({field: kept, gone or both});
    where it is silent, the kept one speaks unless it has nothing to say. The names of the one that
    goes stay among the other names."""
    lost = [getattr(kept, name) for name in _each("name")]
    sides = {name: taken.get(name) or default(name, kept, gone) for name in COLUMNS}
    for name, side in sides.items():
        if side == BOTH:
            setattr(kept, name, _joined(getattr(kept, name), getattr(gone, name)))
        elif side == GONE:
            attname = _column(name).attname
            setattr(kept, attname, getattr(gone, attname))
    for name in MANY:
        side = taken.get(name, BOTH)
        mine, theirs = getattr(kept, name), getattr(gone, name).all()
        if side == GONE:
            mine.set(theirs)
        elif side == BOTH:
            mine.add(*theirs)
    called = [*lost, *(getattr(gone, name) for name in _each("name"))]
    others = [] if taken.get("aliases") == KEPT else gone.aliases
    kept.aliases = _aliases(kept, [*called, *others])


def default(name: str, kept: Organisation, gone: Organisation) -> str:
    """The kept one speaks unless it has nothing to say; who hid the mail address or telephone that
    fills a gap goes on hiding it."""
    if name in LISTS:
        return BOTH
    if name == "contact_visibility":
        fills = GONE in (default("email", kept, gone), default("phone", kept, gone))
        hides = REACH_OF[gone.contact_visibility] > REACH_OF[kept.contact_visibility]
        return GONE if fills and hides else KEPT
    attname = _column(name).attname
    empty = getattr(kept, attname) in (None, "")
    return GONE if empty and getattr(gone, attname) not in (None, "") else KEPT


def put_back(
    organisation: Organisation, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """Give its columns and lists their values of before the merge, where those of after it still
    stand; returns the fields in which something has changed since."""
    left = []
    now = snapshot(organisation)
    for name in CHANGED:
        one = _column(name)
        old, new = one.to_python(before[name]), one.to_python(after[name])
        if old == new:
            continue
        if now[name] == new:
            setattr(organisation, one.attname, old)
        else:
            left.append(name)
    for name in MANY:
        rows = getattr(organisation, name)
        added, taken_away = (
            set(after[name]) - set(before[name]),
            set(before[name]) - set(after[name]),
        )
        rows.remove(*rows.filter(pk__in=added))
        known = rows.model._base_manager.filter(pk__in=taken_away)
        rows.add(*known)
    return left


def _aliases(kept: Organisation, names: Iterable[str]) -> list[str]:
    """Those of ``kept`` and each of ``names`` that it is not called by yet."""
    known = {plain(getattr(kept, name) or "") for name in _each("name")} | {""}
    found: dict[str, str] = {}
    for name in [*kept.aliases, *filter(None, names)]:
        if plain(name) not in known:
            found.setdefault(plain(name), name)
    return list(found.values())


def _joined(mine: list[Any], theirs: list[Any]) -> list[Any]:
    return list(dict.fromkeys([*mine, *theirs]))


def _column(name: str) -> Any:
    return Organisation._meta.get_field(name)


def label(name: str) -> str:
    """The name of a field, as a heading."""
    if name == "identifiers":
        return _("Numbers in registers")
    one: Any = Organisation._meta.get_field(name)
    language = getattr(one, "language", None)
    words = capfirst(str(getattr(one, "translated_field", one).verbose_name))
    return f"{words} ({language_name(language)})" if language else words


def _words(organisation: Organisation, name: str) -> str:
    if name in (*MANY, "identifiers"):
        return ", ".join(sorted(map(str, getattr(organisation, name).all())))
    one: Any = Organisation._meta.get_field(name)
    value = getattr(organisation, name)
    if isinstance(one, ArrayField):
        return ", ".join(map(language_name, value) if name == "languages" else value)
    if value is None or value == "":
        return ""
    if name == "country":
        return str(country_name(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(one.flatchoices).get(value, value) if one.choices else localize(value))
