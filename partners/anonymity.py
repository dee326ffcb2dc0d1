"""What one side of an expression of interest may know of the other before both agreed."""

import re
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.isocodes import country_name
from partners.models import ExpressionOfInterest, Organisation, Person
from partners.models.organisations import LANGUAGES, Kind
from partners.names import plain

ALIKE = 3  # published organisations that share the facts, the asking one included
SHORT = 4  # letters below which a name is an ordinary word
REACHED = re.compile(r"\S+@\S+\.\S+|https?://\S+|\bwww\.\S+|\+?\d[\d ()/.-]{7,}\d")
NAMED_FOR_PLACE = (Kind.CITY_COUNCIL, Kind.PORT_AUTHORITY)


def tellable(asker: Organisation) -> list[str]:
    """The facts about ``asker`` that lead to nobody: as many of them as enough others share."""
    names = ["kind", "country", "size"] if asker.size else ["kind", "country"]
    while names:
        same = Organisation.objects.published().filter(**{n: getattr(asker, n) for n in names})
        if same[:ALIKE].count() >= ALIKE:
            break
        names.pop()
    return names


def facts(interest: ExpressionOfInterest) -> list[tuple[str, str]]:
    """(label, words) about who asks, as they may be told to the other side at once."""
    asker = interest.asker
    shown = {
        "kind": (_("Kind"), capfirst(asker.get_kind_display())),
        "country": (_("Country"), country_name(asker.country)),
        "size": (_("Size"), asker.get_size_display()),
    }
    found = [shown[name] for name in interest.told]
    main = dict.fromkeys(str(topic.parent or topic) for topic in asker.topics.all())
    if main:
        found.append((_("Topics"), ", ".join(main)))
    return [(label, words) for label, words in found if words]


def who(interest: ExpressionOfInterest) -> str:
    """Who asks, in a few words without a name: "company, Ukraine"."""
    asker = interest.asker
    words = asker.kind_words if "kind" in interest.told else _("an organisation")
    country = country_name(asker.country) if "country" in interest.told else ""
    return ", ".join(filter(None, [words, country]))


def given_away(text: str, *, person: Person, asker: Organisation) -> str:
    """The words in ``text`` by which its writer would be known; empty for none."""
    if found := REACHED.search(text):
        return found.group()
    said = f" {plain(text)}"
    for name in _names(person, asker):
        if f" {name} " in f"{said} ":
            return name
    for stem in _stems_of_place(asker):
        if f" {stem}" in said:
            return stem
    return ""


def _names(person: Person, asker: Organisation) -> Iterator[str]:
    own = [person.family_name, *asker.search_name.split(" | "), asker.domain]
    yield from (name for name in map(plain, own) if len(name) >= SHORT)


def _stems_of_place(asker: Organisation) -> Iterator[str]:
    """A council is known by its city; the last letter changes with the case."""
    if asker.kind in NAMED_FOR_PLACE and asker.seat:
        names = {getattr(asker.seat, f"name_{language}") or "" for language in LANGUAGES}
        yield from (name[:-1] for name in map(plain, names) if len(name) > SHORT)
