"""Who may answer a seeker: the few hundred that share most of its rare words and topics."""

import math
from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from partners.matching.scoring import Side
from partners.models import MatchProfile
from partners.models.matches import MatchProfileQuerySet

MOST = 300
COUNTED = 5000  # profiles; what more of them have is common, however common it is

# Each word and each topic finds its profiles by index; what few have counts most.
FIND = """
SELECT id FROM (
    SELECT hit.id, term.weight
    FROM unnest(%(words)s::text[], %(word_weights)s::float8[]) AS term(word, weight), LATERAL (
        SELECT id FROM partners_matchprofile
        WHERE words @@ term.word::tsquery AND is_open AND kind <> 'need' LIMIT %(counted)s) AS hit
    UNION ALL
    SELECT hit.id, term.weight
    FROM unnest(%(topics)s::text[], %(topic_weights)s::float8[]) AS term(topic, weight), LATERAL (
        SELECT id FROM partners_matchprofile
        WHERE topics @> ARRAY[term.topic::varchar] AND is_open AND kind <> 'need'
        LIMIT %(counted)s) AS hit
) AS found GROUP BY id ORDER BY sum(weight) DESC, id LIMIT %(most)s
"""
COUNT_WORDS = """
SELECT (SELECT count(*) FROM (
    SELECT 1 FROM partners_matchprofile
    WHERE words @@ term.word::tsquery AND is_open AND kind <> 'need' LIMIT %(counted)s) AS hit)
FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS term(word, place) ORDER BY place
"""
COUNT_TOPICS = """
SELECT (SELECT count(*) FROM (
    SELECT 1 FROM partners_matchprofile
    WHERE topics @> ARRAY[term.topic::varchar] AND is_open AND kind <> 'need'
    LIMIT %(counted)s) AS hit)
FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS term(topic, place) ORDER BY place
"""


class Rarity:
    """How rare a word or topic is among what may answer: 1 for one that nobody has."""

    def __init__(self) -> None:
        self.all = MatchProfile.objects.candidates().count()
        self.known: dict[str, float] = {}

    def __call__(self, term: str) -> float:
        return self.known.get(term, 1.0)

    def learn(self, *, words: Collection[str], topics: Collection[str]) -> None:
        """Count those not counted yet."""
        for statement, terms, written in (
            (COUNT_WORDS, words, _query),
            (COUNT_TOPICS, topics, str),
        ):
            new = sorted(set(terms) - self.known.keys())
            counts = _rows(statement, {"terms": [written(term) for term in new]}) if new else []
            for term, count in zip(new, counts, strict=True):
                self.known[term] = self._of(count)

    def _of(self, count: int) -> float:
        return math.log((self.all + 1) / (count + 0.5)) / math.log((self.all + 1) / 0.5)


def with_words() -> MatchProfileQuerySet:
    """Profiles with their words as a list, ``stems``."""
    stems = models.Func(
        "words",
        function="tsvector_to_array",
        output_field=ArrayField(models.TextField()),
    )
    rows: MatchProfileQuerySet = MatchProfile.objects.annotate(stems=stems)
    return rows.defer("words", "texts")


def find(seeker: Any, rarity: Rarity) -> MatchProfileQuerySet:
    """Open profiles of others that share a word or a topic with ``seeker``; both with words."""
    words, topics = list(seeker.stems), list(seeker.topics)
    rarity.learn(words=words, topics=topics)
    found = _rows(
        FIND,
        {
            "words": [_query(word) for word in words],
            "word_weights": [rarity(word) for word in words],
            "topics": topics,
            "topic_weights": [rarity(topic) for topic in topics],
            "most": MOST,
        },
    )
    rows = with_words().candidates().filter(pk__in=found)
    return rows.exclude(provider=seeker.provider_id) if seeker.provider_id else rows


def side(profile: Any) -> Side:
    """What is compared of a profile that was fetched ``with_words``."""
    words = frozenset(profile.stems or ())
    return Side(
        topics=frozenset(profile.topics),
        industries=frozenset(profile.industries),
        words=words,
        texts=frozenset(word[:2] for word in words),
        languages=frozenset(profile.languages),
        country=profile.country,
        horizon=profile.horizon,
        readiness=profile.readiness,
        evidence=profile.evidence,
    )


def _query(word: str) -> str:
    """``word`` as a tsquery of this one lexeme."""
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


def _rows(statement: str, values: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {"counted": COUNTED})
        return [row[0] for row in cursor.fetchall()]
