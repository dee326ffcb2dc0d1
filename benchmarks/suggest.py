"""How long one need waits for its suggestions among many organisations and offers: --offers N.

The crowd is generated with a fixed seed: organisations with topics and words by Zipf's law, in the
proportions of a directory. ``growth`` compares with a tenth of it.
"""

import argparse
import random
import statistics
import time

from benchmarks.ground import say, scratch, tell

SEED, NEEDS, WORDS, SHORT = 20, 40, 20_000, 25
AT_ONCE = 2_000


def crowd(count, start, topics):
    """``count`` open profiles numbered from ``start``, written as the portal writes them."""
    from partners.matching import profiles
    from partners.models import Organisation

    random.seed(SEED + start)
    for first in range(start, start + count, AT_ONCE):
        owners = []
        for number in range(first, min(first + AT_ONCE, start + count)):
            owner = Organisation(name_en=f"Organisation {number}", slug=f"o{number}", country="BE")
            owner.derive()
            owners.append(owner)
        Organisation.objects.bulk_create(owners)
        profiles.write_all((owner, said(owner, topics)) for owner in owners)
    analyse()


def said(owner, topics):
    from partners.matching.profiles import Said

    return Said(
        kind="organisation",
        titles={"en": owner.name_en},
        texts={random.choice(["en", "nl", "fr"]): text()},
        topics=random.sample(topics, random.randint(1, 3)),
        country="BE",
        provider=owner.pk,
        is_open=True,
        url=f"/partners/{owner.slug}/",
    )


def text():
    """Words by Zipf's law, as texts have them: few common ones and many rare ones."""
    return " ".join(f"w{int(WORDS ** random.random())}" for _word in range(SHORT))


def seekers(topics):
    from citizens import needs
    from citizens.models import Need
    from partners.models import Place, Topic

    random.seed(SEED)
    city = Place.objects.create(name_en="Odesa", country="UA")
    for number in range(NEEDS):
        need = Need.objects.create(
            city=city,
            title_en=f"Need {number}",
            summary_en=text(),
            horizon="short",
            status="published",
        )
        need.topics.set(Topic.objects.filter(slug__in=random.sample(topics, 2)))
    needs.profile_missing()
    return [need.profile for need in Need.objects.select_related("profile")]


def refreshes(profiles):
    """Seconds of each refresh, every need for itself as when somebody changed it."""
    from django.utils import timezone

    from partners.matching import suggest

    found = []
    for profile in profiles:
        start = time.perf_counter()
        suggest.refresh(profile, at=timezone.now())
        found.append(time.perf_counter() - start)
    return found


def p95(seconds):
    return statistics.quantiles(seconds, n=20)[-1]


def analyse():
    run("VACUUM ANALYZE partners_matchprofile")


def run(statement):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggest")
    parser.add_argument("--offers", type=int, required=True)
    offers = parser.parse_args().offers
    with scratch("suggest"):
        from django.utils import timezone

        from partners import loading
        from partners.matching import suggest
        from partners.models import Topic

        loading._topics()
        topics = list(Topic.objects.values_list("slug", flat=True))
        profiles, tenth = seekers(topics), max(1, offers // 10)
        tell(f"writing {tenth}")
        crowd(tenth, 0, topics)
        few = p95(refreshes(profiles))
        tell(f"writing {offers - tenth} more")
        crowd(offers - tenth, tenth, topics)
        many = p95(refreshes(profiles))
        start = time.perf_counter()
        suggest.refresh_all(timezone.now())
        all_seconds = time.perf_counter() - start
        indexes = ("profile_words", "profile_topics")
        start = time.perf_counter()
        for index in indexes:
            run(f"REINDEX INDEX {index}")
        index_seconds = time.perf_counter() - start
        size = sum(run(f"SELECT pg_relation_size('{index}')")[0][0] for index in indexes)
    say(
        {
            "offers": offers,
            "p95_ms": many * 1000,
            "all_seconds": all_seconds,
            "index_seconds": index_seconds,
            "index_mb": size / 2**20,
            "growth": many / few,
        }
    )


if __name__ == "__main__":
    main()
