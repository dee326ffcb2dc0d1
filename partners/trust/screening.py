"""Comparing the directory with the sanctions lists, in the background.

What is to be compared stands in the rows: one of ours whose keys are not those of its version, an
entry that says other than when it was compared. So the work may stop anywhere and go on later.
"""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from chamber.jobs import hints
from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from partners.importing.checking import SLICE, Progress, quiet
from partners.models import Organisation, OwnKey, Person, SanctionedName, SanctionsHit
from partners.models.organisations import LANGUAGES
from partners.trust import spelling

if TYPE_CHECKING:
    from chamber.accounts.models import User

SCREEN = "partners.screen"
CHUNK = 200  # rows compared at once
LIKE = 0.33  # share of trigrams two keys have in common before they are looked at
OURS: dict[str, Any] = {"organisation": Organisation, "person": Person}
State = SanctionsHit.State
Found = dict[tuple[int, int], tuple[int, list[list[str]]]]  # (ours, entry) -> score, reasons
LOOKALIKES = """
SELECT DISTINCT own.{name}_id, listed.entry_id
FROM partners_ownkey own JOIN partners_listedkey listed ON listed.key %% own.key
WHERE {person} listed.is_person AND own.{name}_id IS NOT NULL AND {these} = ANY(%s)
"""
SAME_NUMBER = """
SELECT DISTINCT own.organisation_id, entry.id
FROM partners_identifier own JOIN partners_sanctionedname entry
    ON entry.numbers @> ARRAY[upper(own.value)]::varchar(100)[]
WHERE entry.kind <> 'person' AND NOT entry.is_gone AND {these} = ANY(%s)
"""


def soon(*, by: "User | None" = None) -> Job | None:
    """Compare what is new on either side; None while there is no list. One job that waits is
    enough, however often somebody asks."""
    if not SanctionedName.objects.listed().exists():
        return None
    waiting = Job.objects.filter(kind=SCREEN, state=Job.State.QUEUED)
    found = waiting.select_for_update(no_key=True, skip_locked=True).first()
    if found is None:
        return jobs.start(SCREEN, by=by, title=_("Compare partners with the sanctions lists"))
    hints.after_commit("chamber.jobs.run", found.queue)
    return found


def everything_soon(*, by: "User") -> Job | None:
    """Compare every entry once more; None while there is no list."""
    if not SanctionedName.objects.listed().exists():
        return None
    return jobs.start(
        SCREEN, by=by, title=_("Compare partners with the sanctions lists"), args={"again": True}
    )


@transaction.atomic
def forget() -> None:
    """Take every entry for one that was never compared."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50s'")
    SanctionedName.objects.listed().update(screened="")


def go_round(at: datetime) -> None:
    """Whoever was added or renamed by whatever way is compared within the hour."""
    if SanctionedName.objects.listed().exists() and left():
        soon()


def left() -> int:
    """How many rows, of both sides, are to be compared."""
    ours = sum(_out_of_date(name).count() for name in OURS)
    return ours + SanctionedName.objects.unscreened().count()


def screen(progress: Progress = quiet, *, seconds: float = SLICE) -> bool:
    """Compare what is to be compared; False if the time is up and another call has to go on."""
    end, total, done = time.monotonic() + seconds, left(), 0
    while count := _next():
        done += count
        progress(min(done, total), total, _("Comparing names"))
        if time.monotonic() > end:
            return not left()
    return True


@transaction.atomic
def _next() -> int:
    """Compare the next chunk; returns how many rows it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(LIKE)])
        cursor.execute("SET LOCAL statement_timeout = '50s'")
        # By the indexes, also while the planner knows nothing of tables that were just filled.
        cursor.execute("SET LOCAL enable_seqscan = off")
    for name in OURS:
        if rows := list(_out_of_date(name).order_by("pk")[:CHUNK]):
            _write_keys(name, rows)
            if SanctionedName.objects.screened().exists():  # others find ours when their turn comes
                _compare(name, ours=[row.pk for row in rows])
            return len(rows)
    entries = list(SanctionedName.objects.unscreened().order_by("pk")[:CHUNK])
    for name in OURS:
        _compare(name, entries=[one.pk for one in entries])
    for one in entries:
        one.screened = one.content
    SanctionedName.objects.bulk_update(entries, ["screened"])
    return len(entries)


def _out_of_date(name: str) -> Any:
    return OwnKey.out_of_date(OURS[name].objects.all(), name)


def names_of(row: Organisation | Person) -> list[str]:
    """Every name by which one of ours may stand on a list."""
    if isinstance(row, Person):
        return [name for name in (row.full_name, row.passport_name) if name]
    names = [getattr(row, f"name_{language}") for language in LANGUAGES]
    return list(dict.fromkeys(name for name in [row.name, *names, *row.aliases] if name))


def _write_keys(name: str, rows: Collection[Any]) -> None:
    OwnKey.objects.filter(**{f"{name}__in": rows}).delete()
    is_person = name == "person"
    OwnKey.objects.bulk_create(
        OwnKey(**{name: row}, version=row.version, key=key)
        for row in rows
        for key in {spelling.key_of(one, is_person=is_person) for one in names_of(row)} or {""}
    )


def _compare(name: str, *, ours: Collection[int] = (), entries: Collection[int] = ()) -> None:
    """Write down which of ``ours`` are like an entry, or which ``entries`` like one of ours."""
    pairs = _pairs(name, ours, entries)
    found = _weighed(name, pairs)
    lookup = {f"{name}__in": ours} if ours else {"entry__in": entries, f"{name}__isnull": False}
    there = (
        SanctionsHit.objects.filter(**lookup)
        .select_related("entry")
        .select_for_update(of=["self"], no_key=True)
    )
    for hit in there:
        pair = (getattr(hit, f"{name}_id"), hit.entry_id)
        _settle(hit, found.pop(pair, None))
    SanctionsHit.objects.bulk_create(
        (
            SanctionsHit(**{f"{name}_id": own}, entry_id=entry, score=score, reasons=reasons)
            for (own, entry), (score, reasons) in found.items()
        ),
        ignore_conflicts=True,  # another worker was faster
    )


def _pairs(name: str, ours: Collection[int], entries: Collection[int]) -> set[tuple[int, int]]:
    these = f"own.{name}_id" if ours else "listed.entry_id"
    person = "" if name == "person" else "NOT"
    keys = list(ours or entries)
    with connection.cursor() as cursor:
        cursor.execute(LOOKALIKES.format(name=name, person=person, these=these), [keys])
        found = set(cursor.fetchall())
        if name == "organisation":
            these = "own.organisation_id" if ours else "entry.id"
            cursor.execute(SAME_NUMBER.format(these=these), [keys])
            found |= set(cursor.fetchall())
    return found


def _weighed(name: str, pairs: Iterable[tuple[int, int]]) -> Found:
    """Those of ``pairs`` that a person has to look at."""
    rows: Any = OURS[name].objects.filter(pk__in={own for own, _entry in pairs})
    if name == "organisation":
        rows = rows.filter(merged_into=None).prefetch_related("identifiers")
    ours = rows.in_bulk()
    entries = SanctionedName.objects.in_bulk({entry for _own, entry in pairs})
    words: dict[str, tuple[str, ...]] = defaultdict(tuple)
    found: Found = {}
    for own, entry in pairs:
        if own in ours and entry in entries:
            score, reasons = weigh(ours[own], entries[entry], words)
            if score >= spelling.NEAR_ENOUGH:
                found[own, entry] = score, reasons
    return found


def weigh(
    row: Organisation | Person, entry: SanctionedName, words: dict[str, tuple[str, ...]]
) -> tuple[int, list[list[str]]]:
    """The points of a pair and what they are given for; ``words`` remembers folded names."""
    is_person = isinstance(row, Person)
    best, reason = 0, ["name", "", ""]
    for ours in names_of(row):
        for theirs in entry.names:
            for name in (ours, theirs):
                words[name] = words[name] or spelling.words_of(name, is_person=is_person)
            score = spelling.score(words[ours], words[theirs], is_person=is_person)
            if score > best:
                best, reason = score, ["name", ours, theirs]
    reasons = [reason] if best >= spelling.NEAR_ENOUGH else []
    if not isinstance(row, Person):
        numbers = [one for one in row.identifiers.all() if one.value.upper() in entry.numbers]
        if numbers:
            best, reasons = 100, [["number", str(one), entry.entry] for one in numbers] + reasons
    return best, reasons


def _settle(hit: SanctionsHit, found: tuple[int, list[list[str]]] | None) -> None:
    """What a new comparison means for a hit that is there. What was decided is asked again only if
    the entry changed since."""
    if found is None:
        if hit.state == State.NEW and not hit.at:
            hit.delete()
        return
    hit.score, hit.reasons = found
    if hit.state in (State.DIFFERENT, State.UNCLEAR) and hit.content != hit.entry.content:
        hit.state = State.NEW
    hit.save(update_fields=["score", "reasons", "state"])
