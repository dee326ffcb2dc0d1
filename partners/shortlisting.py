"""Putting organisations on a shortlist, into an order, and showing the list to others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from partners.models import Organisation, Shortlist, ShortlistReader, ShortlistRow

if TYPE_CHECKING:
    from chamber.accounts.models import User

AT_MOST = 200  # organisations on one shortlist
READERS_AT_MOST = 50


class TooMany(Exception):
    """The shortlist would have more rows, or readers, than it may."""


@transaction.atomic
def add(
    shortlist: Shortlist, organisations: Iterable[Organisation], *, why: str = "", by: "User"
) -> int:
    """Put those at the end that are not on it yet, and say how many; or raise ``TooMany``."""
    rows = _locked(shortlist)
    there = {row.organisation_id for row in rows}
    new = [organisation for organisation in organisations if organisation.pk not in there]
    if len(rows) + len(new) > AT_MOST:
        raise TooMany
    end = rows[-1].position + 1 if rows else 0
    ShortlistRow.objects.bulk_create(
        ShortlistRow(
            shortlist=shortlist, organisation=organisation, position=place, why=why, added_by=by
        )
        for place, organisation in enumerate(new, start=end)
    )
    return len(new)


@transaction.atomic
def move(row: ShortlistRow, *, steps: int, among: Iterable[int]) -> None:
    """One place up (-1) or down (1) ``among`` the keys of the rows that are shown."""
    rows = _locked(row.shortlist)
    shown = [other for other in rows if other.pk in set(among)]
    places = [other.pk for other in shown]
    if row.pk not in places or not 0 <= places.index(row.pk) + steps < len(places):
        return
    neighbour = shown[places.index(row.pk) + steps]
    moved = next(other for other in rows if other.pk == row.pk)
    target = rows.index(neighbour)
    rows.remove(moved)
    rows.insert(target, moved)
    for position, other in enumerate(rows):
        other.position = position
    ShortlistRow.objects.bulk_update(rows, ["position"])


@transaction.atomic
def explain(row: ShortlistRow, *, why: str) -> None:
    _locked(row.shortlist)
    ShortlistRow.objects.filter(pk=row.pk).update(why=why)


@transaction.atomic
def remove(row: ShortlistRow) -> None:
    _locked(row.shortlist)
    row.delete()


@transaction.atomic
def share(shortlist: Shortlist, *, address: str) -> None:
    """Let whoever signs in with ``address`` read it; twice is harmless."""
    _locked(shortlist)
    readers = ShortlistReader.objects.filter(shortlist=shortlist)
    if readers.count() >= READERS_AT_MOST:
        raise TooMany
    readers.get_or_create(shortlist=shortlist, address=address.lower())


def _locked(shortlist: Shortlist) -> list[ShortlistRow]:
    """The rows in their order; nobody else changes them until the end of the transaction."""
    Shortlist.objects.select_for_update(no_key=True).get(pk=shortlist.pk).save()  # changed now
    return list(shortlist.rows.order_by("position", "pk"))
