"""Making one of two organisations, and taking the merge apart again."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Stale
from partners.directory import facets
from partners.duplicates import pointers, sheet
from partners.duplicates.pointers import Move, Pointer
from partners.matching import sources
from partners.models import DuplicatePair, Identifier, Merge, Organisation
from partners.models.organisations import Status

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = DuplicatePair.State
OWN = (
    DuplicatePair,
    Merge,
    Identifier,
    Organisation.topics.through,
    Organisation.industries.through,
)
VERBS = {
    "merged": _("another organisation was merged into it"),
    "merged_away": _("merged into another organisation"),
    "unmerged": _("the merge was undone"),
}


class Merged(Exception):
    """One of the two has been merged meanwhile."""


class CannotUndo(Exception):
    """What was merged has been merged on; the words say what to undo first."""


@transaction.atomic
def merge(
    kept: Organisation,
    gone: Organisation,
    *,
    taken: Mapping[str, str],
    by: "User",
    at: datetime,
) -> Merge:
    """Move all that points at ``gone`` to ``kept``, which takes the fields that ``taken`` says.

    Raises Stale when one of the two is not as its reader saw it, Merged when one has been merged
    already.
    """
    kept, gone = _locked(kept, gone)
    before = {str(one.pk): sheet.snapshot(one) for one in (kept, gone)}
    moved, left = _move_all(kept, gone, taken.get("identifiers", sheet.BOTH))
    sheet.take(kept, gone, taken)
    gone.status, gone.merged_into = Status.ARCHIVED, kept
    gone.save()  # first: what only one may have is given up before the other takes it
    kept.save()
    after = {str(one.pk): sheet.snapshot(one) for one in (kept, gone)}
    _told(kept, gone, by=by)
    kept.log("merged", by=by, organisation=gone.pk)
    gone.log("merged_away", by=by, organisation=kept.pk)
    _pair(kept, gone).update(state=State.MERGED, by=by, at=at)
    return Merge.objects.create(
        kept=kept, gone=gone, moved=moved, left=left, before=before, after=after, by=by, at=at
    )


@transaction.atomic
def undo(merge: Merge, *, by: "User", at: datetime) -> Merge:
    """Put back what has not been changed since; ``put_back`` says what has. Raises CannotUndo."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, gone = _rows(merge.kept_id, merge.gone_id)
    if merge.undone_at:
        raise CannotUndo(_("This merge has been undone already."))
    if kept.merged_into_id or gone.merged_into_id != kept.pk:
        raise CannotUndo(_("The organisation has been merged on since. Undo that merge first."))
    said = [
        {"fields": sheet.put_back(one, merge.before[str(one.pk)], merge.after[str(one.pk)])}
        for one in (kept, gone)
    ]
    kept.save()
    gone.save()
    missing = [(move, pointers.put_back(move)) for move in merge.moved[::-1]]
    merge.put_back = [one for one in said if one["fields"]] + [
        {"model": move["model"], "missing": count} for move, count in missing if count
    ]
    merge.undone_by, merge.undone_at = by, at
    merge.save()
    _told(kept, gone, by=by)
    for one in (kept, gone):
        one.log("unmerged", by=by)
    _pair(kept, gone).update(state=State.NEW, by=None, at=None)
    return merge


def _locked(*wanted: Organisation) -> list[Organisation]:
    """Both, held until we commit, if they are still as they were read."""
    rows = _rows(*(one.pk for one in wanted))
    for row, seen in zip(rows, wanted, strict=True):
        if row.merged_into_id:
            raise Merged(row)
        if row.version != seen.version:
            raise Stale(seen)  # type: ignore[no-untyped-call]
    return rows


def _rows(*keys: int) -> list[Organisation]:
    """Locked in the order of their keys, so that two merges wait for each other."""
    found = Organisation.objects.select_for_update(of=["self"]).order_by("pk")
    rows = {row.pk: row for row in found.filter(pk__in=keys)}
    return [rows[key] for key in keys]


def _move_all(
    kept: Organisation, gone: Organisation, numbers: str
) -> tuple[list[Move], list[Move]]:
    """What followed, and what stays with the one that goes."""
    own = [gone.profile_id] if gone.profile_id else []
    found: list[Move] = []
    stayed: list[Move] = []
    for pointer in pointers.pointers(Organisation, apart_from=OWN):
        but = own if pointer.model._meta.label_lower == "partners.matchprofile" else ()
        moved, left = pointers.move(pointer, gone.pk, kept.pk, but=but)
        found, stayed = [*found, moved], [*stayed, left]
    for name in sheet.ONES:
        for moved, left in _move_one(name, kept, gone):
            found, stayed = [*found, moved], [*stayed, left]
    found += _move_numbers(kept, gone, numbers)
    return [one for one in found if one["keys"]], [one for one in stayed if one["keys"]]


def _move_one(name: str, kept: Organisation, gone: Organisation) -> list[list[Move]]:
    """What each has one of, such as a profile: the kept one takes it over, or what points at it."""
    column = f"{name}_id"
    mine, theirs = getattr(kept, column), getattr(gone, column)
    if theirs and not mine:
        setattr(kept, column, theirs)
        setattr(gone, column, None)
    if not (mine and theirs):
        return []
    target: Any = Organisation._meta.get_field(name).related_model
    through = pointers.pointers(target, apart_from=(Organisation,))
    return [pointers.move(pointer, theirs, mine) for pointer in through]


def _move_numbers(kept: Organisation, gone: Organisation, side: str) -> list[Move]:
    pointer = Pointer(Identifier, "organisation_id", target=Organisation)
    found = [] if side == sheet.KEPT else pointers.move(pointer, gone.pk, kept.pk)[:1]
    if side == sheet.GONE:  # theirs instead of its own
        found += pointers.move(pointer, kept.pk, gone.pk, but=found[0]["keys"])[:1]
    return found


def _told(kept: Organisation, gone: Organisation, *, by: "User") -> None:
    """Search and matching look at both again; who went without a profile needs none."""
    for one in _rows(kept.pk, gone.pk):
        if one.profile_id or not one.merged_into_id:
            sources.profile_organisation(one, by=by)
        else:
            facets.write_rows([one])


def _pair(one: Organisation, other: Organisation) -> Any:
    first, second = sorted((one.pk, other.pk))
    return DuplicatePair.objects.filter(first=first, second=second)
