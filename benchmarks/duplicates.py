"""Which organisations of a list stand in it twice, as the portal finds them.

Each file is brought into a scratch database by the import's own code, without its look at what is
there already, so that both of a pair get in; then the job looks for duplicates, and the pairs it
would show are judged. A second row with a number that another has cannot get in: the import itself
says that the two are one, and such pairs count as shown.
A cell that the import would refuse is left out, a number with a wrong check digit stays as it is.
"""

import argparse
import io
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from benchmarks.ground import say, scratch, tell

WANTED = {"true_id", "name"}


def read(path, known):
    """(the true ids by row, the rows as the import understands them)"""
    from partners.importing import fields, tables
    from partners.importing.rows import Reader

    file = io.BytesIO(path.read_bytes())
    table = tables.look(file)
    if not set(table.headers) >= WANTED:
        raise tables.NotATable(f"It has no columns {sorted(WANTED)}.")
    reader = Reader(headers=table.headers, mapping=fields.guess(table.headers), known=known)
    at, ids, rows = table.headers.index("true_id"), {}, []
    for record in tables.records(file, encoding=table.encoding, delimiter=table.delimiter):
        ids[record.number] = record.cells[at]
        rows.append(mended(reader.read(record)))
    return ids, rows


def mended(row):
    """``row`` as somebody would have to send it again."""
    for fault in row.faults:
        scheme = row.values.get("identifier_scheme") or row_register(row)
        if scheme and fault.column in ("identifier", row_header(row, "identifier")):
            row.numbers[scheme] = "".join(filter(str.isalnum, fault.value)).upper()
    row.faults = []
    return row


def row_header(row, name):
    at = row.columns.get(name)
    return row.headers[at] if at is not None and row.headers else name


def row_register(row):
    from partners.importing.vocabulary import schemes
    from partners.names import plain

    at = row.columns.get("identifier_scheme")
    return schemes().get(plain(row.cells[at])) if at is not None else None


def bring_in(rows, known, name):
    """{row number: organisation}; a row with a number that another has means that one."""
    from django.db import transaction

    from partners.importing.comparing import take
    from partners.importing.known import settle
    from partners.importing.writing import write
    from partners.models import ImportRun

    owners, numbers, taken = {}, {}, []
    for row in rows:
        first = next((numbers[key] for key in row.keys if key in numbers), None)
        if first is None and row.name:
            numbers |= dict.fromkeys(row.keys, row.number)
            taken.append(take(row, None))
        owners[row.number] = first or row.number
    with transaction.atomic():
        for at in range(0, len(taken), 500):
            chunk = taken[at : at + 500]
            settle([spot for one in chunk for spot in one.row.spots], known)
            write(chunk, run=ImportRun(name=name))
    made = {one.row.number: one.organisation.pk for one in taken}
    return {number: made[owner] for number, owner in owners.items() if owner in made}


def shown():
    """The pairs of organisations that wait for a person."""
    from django.utils import timezone

    from partners.duplicates import looking
    from partners.models import DuplicatePair

    looking.look(at=timezone.now(), seconds=float("inf"))
    return DuplicatePair.objects.waiting().values_list("first", "second")


def judged(ids, organisations, pairs):
    """(precision, recall) over pairs of rows, and the wrong and missed ones."""
    rows = defaultdict(list)
    for number, organisation in organisations.items():
        rows[organisation].append(number)
    said = {pair for group in rows.values() for pair in combinations(sorted(group), 2)}
    for one, other in pairs:
        said |= {tuple(sorted((a, b))) for a in rows[one] for b in rows[other]}
    same = defaultdict(list)
    for number, true_id in ids.items():
        same[true_id].append(number)
    true = {pair for group in same.values() for pair in combinations(sorted(group), 2)}
    right = len(said & true)
    precision = right / len(said) if said else None
    recall = right / len(true) if true else None
    return precision, recall, said - true, true - said


def run(path, *, explain):
    """One line about the file; of one that cannot be read, that nothing is known."""
    from partners.importing.known import Known
    from partners.importing.tables import NotATable
    from partners.models import DuplicatePair, Organisation

    DuplicatePair.objects.all().delete()
    Organisation.objects.all().delete()
    start, rows, precision, recall = time.perf_counter(), None, None, None
    try:
        known = Known.load()
        ids, found = read(path, known)
        organisations = bring_in(found, known, path.name)
        precision, recall, *unlike = judged(ids, organisations, shown())
        rows = len(found)
    except NotATable as reason:
        tell(reason)
    seconds = time.perf_counter() - start
    if rows and explain:
        lines = {row.number: " ".join(row.cells) for row in found}
        for title, pairs in zip(("wrong", "missed"), unlike, strict=True):
            for one, other in sorted(pairs):
                tell(f"{title}\n   {lines[one]}\n   {lines[other]}")
    result = {"rows": rows, "precision": precision, "recall": recall, "seconds": seconds}
    say({"file": path.name, **result})


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--explain", action="store_true", help="tell what was wrong and missed")
    chosen = parser.parse_args()
    for path in chosen.files:
        if not path.is_file():
            parser.error(f"{path} is not a file")
    with scratch("duplicates"):
        for path in chosen.files:
            run(path, explain=chosen.explain)


if __name__ == "__main__":
    main()
