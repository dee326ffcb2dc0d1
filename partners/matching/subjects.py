"""What a text is about, read from the words that each topic is known by.

The topics' synonyms stand in four languages, so a need in Ukrainian and an offer in Dutch that are
about the same thing meet here. Plain Python: no Django, no database.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from partners.matching.scoring import Topics
from partners.matching.stems import stems

MOST = 3  # topics of one text
ENOUGH = 0.5  # of the hits of the best topic
DETAIL = 1.5  # what a word of a narrower topic counts
IN_COMPOUND = 5  # letters a Dutch word needs to be seen at either end of a longer one

Phrase = tuple[str, ...]  # the stems of one synonym


class TopicWords(NamedTuple):
    """A topic and the words it is known by, per language."""

    slug: str
    parent: str
    words: Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Lexicon:
    """``phrases`` finds, per language and first stem, the synonyms that begin with it."""

    tree: Topics
    phrases: Mapping[str, Mapping[str, list[tuple[Phrase, str]]]]

    @classmethod
    def of(cls, topics: Iterable[TopicWords]) -> "Lexicon":
        known = list(topics)
        phrases: dict[str, dict[str, list[tuple[Phrase, str]]]] = {}
        for topic in known:
            for language, words in topic.words.items():
                index = phrases.setdefault(language, defaultdict(list))
                for word in words:
                    phrase = tuple(stems(word, language))
                    for key in _keys(phrase, word.lower(), language):
                        index[key].append((phrase, topic.slug))
        return cls(Topics({topic.slug: topic.parent for topic in known}), phrases)

    def read(self, titles: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
        """The topics of these texts (one per language), likeliest first; a word in the title
        counts twice."""
        hits: Counter[str] = Counter()
        for language in titles.keys() | texts.keys():
            title = set(stems(titles.get(language, ""), language))
            body = set(stems(texts.get(language, ""), language))
            for said in (title, title | body):
                for _phrase, topic in set(self._found(said, language)):
                    hits[topic] += 1
        weighed = {
            topic: count * (DETAIL if self.tree.parents.get(topic) else 1)
            for topic, count in hits.items()
        }
        least = ENOUGH * max(weighed.values(), default=0)
        best = sorted(weighed, key=lambda topic: (-weighed[topic], topic))
        return [topic for topic in best[:MOST] if weighed[topic] >= least]

    def _found(self, said: set[str], language: str) -> Iterator[tuple[Phrase, str]]:
        index = self.phrases.get(language, {})
        for stem in said | _ends(said, language):
            for phrase, topic in index.get(stem, ()):
                if len(phrase) == 1 or said.issuperset(phrase):
                    yield phrase, topic


def _keys(phrase: Phrase, word: str, language: str) -> set[str]:
    """Where a phrase is found: at its first stem, a Dutch word also uncut for longer words."""
    if not phrase:
        return set()
    return {phrase[0], word} if language == "nl" and len(phrase) == 1 else {phrase[0]}


def _ends(said: set[str], language: str) -> set[str]:
    """In Dutch the words that longer ones may be made of: "afval" of "afvalcontainer"."""
    if language != "nl":
        return set()
    lengths = [(word, size) for word in said for size in range(IN_COMPOUND, len(word))]
    return {part for word, size in lengths for part in (word[:size], word[-size:])}
