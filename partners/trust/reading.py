"""A file of a list read into names, some hundred entries at a time: each chunk is one transaction
that also moves the mark up to which the file is read. Names are added and changed first; those that
are gone are taken off at the very end, so that half a file takes nothing away."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.importing import tables
from partners.importing.checking import CHUNK, SLICE, Progress, quiet
from partners.models import ListEdition, ListedKey, SanctionedName, SanctionsList
from partners.trust import formats, screening, spelling
from partners.trust.formats import Entry

FAULTS_AT_MOST = 100  # that are kept to be shown
TEXTS = ("names", "dates", "countries", "identifiers")
COLUMNS = [*TEXTS, "edition", "kind", "numbers", "programme", "content", "before", "is_gone"]


def read(edition: ListEdition, progress: Progress = quiet, *, seconds: float = SLICE) -> bool:
    """Read ``edition`` on from its mark; False if the time is up and another call has to go on."""
    end, total = time.monotonic() + seconds, edition.counts["lines"]
    with edition.file.open("rb") as file:
        for chunk in _chunks(edition, file):
            _take(edition, chunk)
            progress(edition.counts["at"] - 1, total, _("Reading the list"))
            if time.monotonic() > end:
                return False
    _finish(edition)
    progress(total, total, "")
    return True


def _chunks(edition: ListEdition, file: Any) -> Iterator[list[Entry]]:
    rows = tables.records(file.file, encoding=edition.encoding, delimiter=edition.delimiter)
    mark = edition.counts.get("at", 1)
    left = (row for row in rows if row.number > mark and any([*row.cells, row.fault]))
    found = formats.entries(left, edition.headers, edition.mapping)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


@transaction.atomic
def _take(edition: ListEdition, chunk: Sequence[Entry]) -> None:
    names = SanctionedName.objects.filter(of=edition.of_id, entry__in=[one.entry for one in chunk])
    there = {row.entry: row for row in names.select_for_update(no_key=True)}
    taken: dict[str, SanctionedName] = {}
    faults = []
    for one in chunk:
        row = taken.get(one.entry) or there.get(one.entry)
        if not one.fault and not one.names and (row is None or row.edition_id != edition.pk):
            one.fault = _("The name is missing.")
        if one.fault:
            faults.append(_("Row %(row)s: %(fault)s") % {"row": one.row, "fault": one.fault})
        if row or not one.fault:
            taken[one.entry] = _taken(edition, one, row)
    _write(list(taken.values()))
    _mark(edition, chunk, faults)


def _taken(edition: ListEdition, one: Entry, row: SanctionedName | None) -> SanctionedName:
    """The row of the entry as this edition has it; what cannot be understood stays as it was."""
    if row is None:
        row = SanctionedName(of_id=edition.of_id, entry=one.entry, edition=edition)
        _say(row, one)
    elif row.edition_id != edition.pk:
        row.before = "" if row.is_gone else row.content
        row.edition, row.is_gone = edition, False
        if not one.fault:
            _say(row, one)
    elif not one.fault:  # the rest of an entry whose rows stand apart
        for name in TEXTS:
            one.add(name, getattr(row, name))
        one.programme = row.programme or one.programme
        _say(row, one)
    return row


def _say(row: SanctionedName, one: Entry) -> None:
    row.kind, row.programme = one.kind, one.programme
    for name in TEXTS:
        setattr(row, name, getattr(one, name))
    numbers = [number for each in one.identifiers for number in formats.compact(each)]
    row.numbers = list(dict.fromkeys(numbers))
    said = [row.kind, *sorted(row.names), *sorted(row.dates), *sorted(row.identifiers)]
    row.content = hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def _write(rows: Sequence[SanctionedName]) -> None:
    SanctionedName.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["of", "entry"], update_fields=COLUMNS
    )
    ListedKey.objects.filter(entry__in=rows).delete()
    ListedKey.objects.bulk_create(key for row in rows for key in _keys(row))


def _keys(row: SanctionedName) -> Iterator[ListedKey]:
    if row.kind not in (SanctionedName.Kind.PERSON, SanctionedName.Kind.ENTITY):
        return
    is_person = row.kind == SanctionedName.Kind.PERSON
    for key in {spelling.key_of(name, is_person=is_person) for name in row.names} - {""}:
        yield ListedKey(entry=row, is_person=is_person, key=key)


def _mark(edition: ListEdition, chunk: Sequence[Entry], faults: Sequence[str]) -> None:
    counts = edition.counts
    counts["at"] = chunk[-1].last
    counts["wrong"] = counts.get("wrong", 0) + len(faults)
    edition.faults = [*edition.faults, *faults][:FAULTS_AT_MOST]
    edition.save(update_fields=["counts", "faults"])


@transaction.atomic
def _finish(edition: ListEdition) -> None:
    """Take off what this edition no longer has, and say what became of the list."""
    kept = SanctionsList.objects.select_for_update(no_key=True).get(pk=edition.of_id)
    listed = SanctionedName.objects.filter(of=kept).listed()
    here = listed.filter(edition=edition)
    edition.state = ListEdition.State.READ if here.exists() else ListEdition.State.REFUSED
    if here.exists():
        gone = listed.exclude(edition=edition)
        edition.counts |= {
            "entries": here.count(),
            "new": here.filter(before="").count(),
            "changed": here.exclude(before__in=["", F("content")]).count(),
            "gone": gone.count(),
        }
        _take_off(gone)
        kept.issued_on, kept.rows = edition.issued_on, edition.counts["entries"]
        kept.imported_at, kept.imported_by = timezone.now(), edition.by
        kept.save()
        edition.log("imported", by=edition.by, rows=kept.rows)
        screening.soon(by=edition.by)
    edition.save(update_fields=["state", "counts"])


def _take_off(gone: QuerySet[SanctionedName]) -> None:
    """What somebody decided about stays to be read; it is compared with nothing any more."""
    ListedKey.objects.filter(entry__in=gone).delete()
    gone.filter(hits=None).delete()
    gone.update(is_gone=True)
