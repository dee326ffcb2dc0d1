"""The facts of an organisation in words, each behind the field that says who sees it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from chamber.documents import sheets
from partners.directory import labels
from partners.isocodes import country_name, language_name
from partners.models import Identifier, IdentifierCheck, Organisation
from partners.models.reading import Reader

LAST_CHECK = IdentifierCheck.objects.filter(identifier=OuterRef("pk")).values("checked_on")[:1]
NUMBERED = Prefetch("identifiers", Identifier.objects.annotate(checked_on=Subquery(LAST_CHECK)))
# The name of a field in the table of who sees what, its label, and how it is said.
Fact = tuple[str, Any, Callable[[Any], str]]


@dataclass(frozen=True)
class Said:
    field: str
    label: str
    words: str


def loaded(rows: "QuerySet[Organisation]") -> "QuerySet[Organisation]":
    """``rows`` with what their facts are told from; topics and industries by their codes, since
    many share the few there are."""
    model: Any = Organisation  # whose tables between two are not typed
    of_row = {"organisation": OuterRef("pk")}
    topics = model.topics.through.objects.filter(**of_row).values("topic__slug")
    codes = model.industries.through.objects.filter(**of_row).values("industry__code")
    placed = rows.select_related("seat", "operating_place").prefetch_related(NUMBERED)
    return placed.annotate(topic_slugs=ArraySubquery(topics), nace_codes=ArraySubquery(codes))


def topics(row: Any) -> list[str]:
    """What a ``loaded`` organisation is about, in the order of the topics."""
    return list(labels.topics.names(row.topic_slugs).values())


def industries(row: Any) -> list[str]:
    """Its industries as code and name."""
    return list(labels.industries.names(row.nace_codes).values())


def said(organisation: Organisation, reader: Reader, facts: Iterable[Fact]) -> list[Said]:
    """Of ``facts`` those that ``reader`` sees and that hold something."""
    seen = (fact for fact in facts if reader.sees(organisation, fact[0]))
    told = (Said(field, str(label), tell(organisation)) for field, label, tell in seen)
    return [fact for fact in told if fact.words]


def day(date: Any) -> str:
    """ "3 March 2027" as the active language writes it; empty for none."""
    pattern = sheets.DAY_FORMATS.get(get_language() or "", "j F Y")
    return str(date_format(date, pattern, use_l10n=False)) if date else ""


def _listed(rows: Iterable[Any]) -> str:
    return ", ".join(map(str, rows))


def _seat(row: Organisation) -> str:
    return ", ".join(filter(None, [str(row.seat or ""), country_name(row.country)]))


def _numbers(row: Organisation) -> str:
    return ", ".join(
        f"{number} ({_('verified') if number.verified else _('not compared with its owner')})"
        for number in row.identifiers.all()
    )


COMPILED = "compiled from public pages"  # in the portal's own data


def _source(row: Organisation) -> str:
    return _("compiled from public pages") if row.source == COMPILED else row.source


def _website(row: Organisation) -> str:
    """As people write it."""
    return row.website.removeprefix("https://").rstrip("/")


HEADLINE: list[Fact] = [
    ("kind", "", lambda row: row.kind_words),
    ("seat", "", _seat),
    ("operating_place", "", lambda row: row.works_from),
    ("topics", "", lambda row: _listed(topics(row))),
]
WHERE: list[Fact] = [
    ("seat", gettext_lazy("Seat"), lambda row: _seat(row) if row.seat else ""),
    ("country", gettext_lazy("Country"), lambda row: "" if row.seat else _seat(row)),
    ("seat", "UN/LOCODE", lambda row: row.seat.unlocode if row.seat else ""),
    ("operating_place", gettext_lazy("Works from"), lambda row: str(row.operating_place or "")),
    ("access", gettext_lazy("Access"), lambda row: row.access and row.get_access_display()),
]
NUMBERS: list[Fact] = [("identifiers", gettext_lazy("Numbers in registers"), _numbers)]
ABOUT: list[Fact] = [
    ("size", gettext_lazy("Size"), lambda row: row.size and row.get_size_display()),
    (
        "languages",
        gettext_lazy("Languages"),
        lambda row: _listed(map(language_name, row.languages)),
    ),
    (
        "industries",
        gettext_lazy("Industries (NACE revision 2)"),
        lambda row: _listed(industries(row)),
    ),
    ("aliases", gettext_lazy("Also called"), lambda row: _listed(row.aliases)),
    ("source", gettext_lazy("Source"), _source),
    ("confirmed_on", gettext_lazy("Confirmed last"), lambda row: day(row.confirmed_on)),
]
CONTACT: list[Fact] = [
    ("website", gettext_lazy("Website"), _website),
    ("email", gettext_lazy("Mail"), lambda row: row.email),
    ("phone", gettext_lazy("Telephone"), lambda row: row.phone),
]
KEPT: list[Fact] = [
    ("status", gettext_lazy("Status"), lambda row: row.get_status_display()),
    ("visibility", gettext_lazy("Visible to"), lambda row: row.get_visibility_display()),
    (
        "contact_visibility",
        gettext_lazy("Contact visible to"),
        lambda row: row.get_contact_visibility_display(),
    ),
    ("renew_by", gettext_lazy("To be confirmed by"), lambda row: day(row.renew_by)),
]
