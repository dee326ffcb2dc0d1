"""How well the engine finds the offers that answer a need: FOLDER [--ablate].

The folder holds needs.jsonl, offers.jsonl and qrels.tsv. They become needs, organisations and
offers of a scratch portal, are profiled as any other and ranked by the portal's own engine.
"""

import argparse
import csv
import json
import math
from collections import defaultdict
from pathlib import Path

from benchmarks.ground import say, scratch, tell

NEEDS, OFFERS = ("uk", "en"), ("nl", "en", "fr")
PAIRS = [(need, offer) for need in NEEDS for offer in OFFERS]
PAIRS += [(need, "all") for need in NEEDS] + [("all", "all")]
PARTS = ("topic", "words", "industry", "evidence", "horizon", "language", "place")
TYPES = {"company": "company", "university": "university", "research_centre": "research-centre"}


def records(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def grades(file):
    """{need: {offer: grade}}"""
    found = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["need_id"]][row["offer_id"]] = int(row["grade"])
    return found


def load(needs, offers):
    """Rows of the portal; returns {id of the need: profile}."""
    from citizens import needs as verbs
    from citizens.models import Need
    from partners import loading
    from partners.matching import sources
    from partners.models import Offer, Organisation, Place

    loading._topics()
    for offer in offers:
        owner, _new = Organisation.objects.get_or_create(
            name_en=offer["provider"],
            defaults={
                "kind": TYPES.get(offer["provider_type"], "other"),
                "country": "",
                "status": "published",
            },
        )
        Offer.objects.create(
            organisation=owner,
            reference=offer["id"],
            **{
                f"title_{offer['lang']}": offer["title"],
                f"summary_{offer['lang']}": offer["summary"],
            },
            keywords=offer["topics"],
            status="published",
        )
    for need in needs:
        city, _new = Place.objects.get_or_create(name_en=need["city"], country="UA")
        Need.objects.create(
            city=city,
            reference=need["id"],
            **{f"title_{need['lang']}": need["title"], f"summary_{need['lang']}": need["summary"]},
            horizon=need["horizon"],
            status="published",
        )
    tell(f"profiled {sources.profile_missing() + verbs.profile_missing()}")
    found = Need.objects.exclude(profile=None).select_related("profile")
    return {need.reference: need.profile for need in found}


def rankings(profiles):
    """{need: [(offer, language, {part: points})]}, as the engine ranks all that it finds."""
    from partners.matching import suggest
    from partners.matching.candidates import Rarity

    rarity, found = Rarity(), {}
    for need, profile in profiles.items():
        ranked = suggest.rank(profile, rarity=rarity)
        found[need] = [
            (candidate.offer.reference, next(iter(candidate.titles)), points(parts))
            for candidate, parts in ranked
            if candidate.kind == "offer"
        ]
    return found


def points(parts):
    return {part.part: part.points for part in parts}


def measures(ranked, relevant):
    """nDCG@10, recall@20 and the reciprocal rank of the first relevant one."""
    gains = [2 ** relevant.get(offer, 0) - 1 for offer in ranked[:10]]
    ideal = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:10]
    first = next((place for place, offer in enumerate(ranked, 1) if offer in relevant), None)
    return (
        _discounted(gains) / _discounted(ideal),
        len(relevant.keys() & set(ranked[:20])) / len(relevant),
        1 / first if first else 0.0,
    )


def _discounted(gains):
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def judge(pair, needs, languages, *, ranked, qrels, without=None):
    """The line of one pair; needs without relevant offers in that language are left out."""
    wanted, offered = pair
    found = []
    for need in needs:
        pool = {one for one, language in languages.items() if offered in ("all", language)}
        relevant = {one: grade for one, grade in qrels[need["id"]].items() if one in pool}
        if wanted not in ("all", need["lang"]) or not relevant:
            continue
        scored = [
            (sum(of for part, of in parts.items() if part != without), offer)
            for offer, _language, parts in ranked[need["id"]]
            if offer in pool
        ]
        order = [offer for _score, offer in sorted(scored, key=lambda one: (-one[0], one[1]))]
        found.append(measures(order, relevant))
    means = [sum(column) / len(found) for column in zip(*found, strict=True)] or [None] * 3
    name = "all" if pair == ("all", "all") else "-".join(pair)
    line = {"pair": name, "needs": len(found)}
    line |= dict(zip(("ndcg_at_10", "recall_at_20", "mrr"), means, strict=True))
    return line | ({"without": without} if without else {})


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ablate", action="store_true", help="also without each part in turn")
    options = parser.parse_args()
    if not (options.folder / "qrels.tsv").is_file():
        parser.error(f"no qrels.tsv in {options.folder}")
    needs, offers = (records(options.folder / f"{name}.jsonl") for name in ("needs", "offers"))
    qrels = grades(options.folder / "qrels.tsv")
    languages = {offer["id"]: offer["lang"] for offer in offers}
    with scratch("matching"):
        ranked = rankings(load(needs, offers))
    for without in [None, *(PARTS if options.ablate else ())]:
        for pair in PAIRS:
            say(judge(pair, needs, languages, ranked=ranked, qrels=qrels, without=without))


if __name__ == "__main__":
    main()
