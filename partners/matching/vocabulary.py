"""The topics of the portal as the engine knows them: the tree and its words in four languages."""

import json
import time
from functools import lru_cache

from partners.matching.subjects import Lexicon, TopicWords
from partners.models import Topic
from partners.models.organisations import LANGUAGES

SECONDS = 60


def lexicon() -> Lexicon:
    """As the topics are now; made anew only when one of them changed."""
    columns = ["slug", "parent__slug", "synonyms", *(f"name_{one}" for one in LANGUAGES)]
    return _made(json.dumps(list(Topic.objects.order_by("pk").values_list(*columns))))


@lru_cache(maxsize=4)
def _made(rows: str) -> Lexicon:
    return Lexicon.of(
        TopicWords(
            slug,
            parent or "",
            {
                language: [*filter(None, [name]), *synonyms.get(language, [])]
                for language, name in zip(LANGUAGES, names, strict=True)
            },
        )
        for slug, parent, synonyms, *names in json.loads(rows)
    )


class _Names:
    """Names of topics, kept by this process for a minute: a page asks for many."""

    def __init__(self) -> None:
        self.rows: dict[str, Topic | None] = {}
        self.until = 0.0

    def get(self, slug: str) -> Topic | None:
        if slug not in self.rows or time.monotonic() > self.until:
            self.rows = {topic.slug: topic for topic in Topic.objects.named()}
            self.until = time.monotonic() + SECONDS
        return self.rows.setdefault(slug, None)  # one that is gone is not looked for each time


_names = _Names()


def topic_name(slug: str) -> str:
    """In the reader's language; of a topic that is gone its slug."""
    topic = _names.get(slug)
    return str(topic) if topic else slug
