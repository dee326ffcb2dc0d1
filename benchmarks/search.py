"""How well the search box finds: queries of a FILE against the directory.

FILE: tab-separated query, language, expected slugs or offer ids (with commas between). The corpus:
the reference organisations and offers, and 100,000 generated organisations. What counts is the
place of the first expected one (MRR) and how many of them are among the first ten.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from benchmarks.ground import say, scratch, tell

CROWD = 100_000
FIRST = 10


def queries(file):
    with Path(file).open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t"):
            if len(row) >= 3 and row[0].strip() and not row[0].startswith("#"):
                yield row[0].strip(), row[1].strip(), {one.strip() for one in row[2].split(",")}


def answers(text):
    """What a visitor of the public directory finds, in its order: slugs and offer ids."""
    from django.contrib.auth.models import AnonymousUser

    from partners.directory import search
    from partners.models import Offer, Organisation
    from partners.models.reading import Reader

    visitor = AnonymousUser()
    hits = search.find(text, reader=Reader.of(visitor)).hits
    slugs = dict(
        Organisation.objects.filter(pk__in=[one.organisation for one in hits]).values_list(
            "pk", "slug"
        )
    )
    offers = dict(
        Offer.objects.filter(profile__in=[one.profile for one in hits]).values_list(
            "profile", "reference"
        )
    )
    return [offers.get(one.profile) if one.is_offer else slugs[one.organisation] for one in hits]


def measured(rows):
    places = [rank for rank, _share in rows]
    return {
        "queries": len(rows),
        "mrr": sum(1 / place if place else 0 for place in places) / len(rows),
        "recall_at_10": sum(share for _rank, share in rows) / len(rows),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--crowd", type=int, default=CROWD)
    parser.add_argument("--misses", action="store_true", help="tell what was not first")
    given = parser.parse_args()
    asked = list(queries(given.file))
    with scratch("search"):
        from django.core.management import call_command
        from django.db import connection

        from benchmarks.crowd import gather
        from partners.names import is_cyrillic

        call_command("load_reference", verbosity=0)
        tell(f"gathering {given.crowd} organisations")
        gather(given.crowd)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        found = defaultdict(list)
        for text, language, expected in asked:
            got = answers(text)
            place = next((n for n, one in enumerate(got, 1) if one in expected), 0)
            share = len(expected & set(got[:FIRST])) / min(len(expected), FIRST)
            if given.misses and place != 1:
                tell(f"{place:4} {language} {text!r} wanted {sorted(expected)[:4]} got {got[:4]}")
            script = "cyrillic" if is_cyrillic(text) else "latin"
            for key in ((language, script), (language, "all"), ("all", "all")):
                found[key].append((place, share))
        for (language, script), rows in sorted(found.items()):
            say({"language": language, "script": script} | measured(rows))


if __name__ == "__main__":
    main()
