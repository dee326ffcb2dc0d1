"""Up to four organisations side by side: what is known of each, as far as the reader sees it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from chamber.slots import Slot
from partners.isocodes import country_name, language_name
from partners.models import Offer, Organisation
from partners.models.organisations import Access, Size
from partners.models.reading import Reader
from partners.presenting import facts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

AT_MOST = 4
NAMED = 20  # offers and the like of one organisation
Link = tuple[str, str]  # words, and an address or nothing

# (organisations, user) -> (name in partners.models.reading.FIELDS, label, {key: [Link, …]})
more = Slot("compared facts")


@dataclass(frozen=True)
class Row:
    """One fact; ``cells`` has that of each organisation, in order, and None where it is hidden."""

    label: str
    cells: list[list[Link] | None]

    @property
    def is_same(self) -> bool:
        return all(sorted(cell or []) == sorted(self.cells[0] or []) for cell in self.cells)


def compare(organisations: Sequence[Organisation], *, user: "User | AnonymousUser") -> list[Row]:
    """The facts that at least one of ``organisations`` has and this reader sees."""
    reader = Reader.of(user)
    rows = [_row(organisations, reader, field, str(label), read) for field, label, read in FACTS]
    for source in (offers, *more):
        field, label, known = source(organisations, user)
        rows.append(_row(organisations, reader, field, str(label), _in(known)))
    return [row for row in rows if any(row.cells)]


def _row(
    organisations: Iterable[Organisation],
    reader: Reader,
    field: str,
    label: str,
    read: Callable[[Organisation], Iterable[Link]],
) -> Row:
    shown = ((row, reader.sees(row, field)) for row in organisations)
    return Row(label, [list(read(row)) if seen else None for row, seen in shown])


def _in(known: dict[int, list[Link]]) -> Callable[[Organisation], list[Link]]:
    return lambda row: known.get(row.pk, [])


def plain(*values: Any) -> list[Link]:
    """Words without an address, those that are empty left out."""
    return [(str(value), "") for value in values if value]


def offers(
    organisations: Sequence[Organisation], user: "User | AnonymousUser"
) -> tuple[str, Any, dict[int, list[Link]]]:
    found: dict[int, list[Link]] = {}
    seen = Offer.objects.visible_to(user).filter(organisation__in=list(organisations))
    for offer in seen.order_by("pk"):
        links = found.setdefault(offer.organisation_id, [])
        if len(links) < NAMED:
            links.append((str(offer), offer.get_absolute_url()))
    return "offers", _("What they offer"), found


def _topics(row: Organisation) -> list[Link]:
    return plain(*facts.topics(row))


def _industries(row: Organisation) -> list[Link]:
    return plain(*facts.industries(row))


def _seat(row: Organisation) -> list[Link]:
    return plain(", ".join(filter(None, [str(row.seat or ""), country_name(row.country)])))


def _verified(row: Organisation) -> list[Link]:
    return plain(*(number for number in row.identifiers.all() if number.verified))


FACTS: tuple[tuple[str, Any, Callable[[Organisation], list[Link]]], ...] = (
    ("kind", _("Kind"), lambda row: plain(row.kind_words)),
    ("size", _("Size"), lambda row: plain(row.size and Size(row.size).label)),
    ("seat", _("Seat"), _seat),
    ("operating_place", _("Works from"), lambda row: plain(row.operating_place)),
    ("access", _("Access"), lambda row: plain(row.access and Access(row.access).label)),
    ("safety_note", _("Safety note"), lambda row: plain(row.safety_note)),
    ("languages", _("Languages"), lambda row: plain(*map(language_name, row.languages))),
    ("topics", _("Topics"), _topics),
    ("industries", _("Industries (NACE revision 2)"), _industries),
    ("identifiers", _("Verified numbers"), _verified),
    ("website", _("Website"), lambda row: [(row.domain, row.website)] if row.website else []),
    ("email", _("Mail"), lambda row: [(row.email, f"mailto:{row.email}")] if row.email else []),
    ("phone", _("Telephone"), lambda row: plain(row.phone)),
)
