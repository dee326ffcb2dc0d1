"""The words that something is found by, kept so that a misspelt one leads to what was meant."""

from collections.abc import Collection, Iterable, Mapping

from django.contrib.postgres.search import TrigramSimilarity
from rapidfuzz.distance import OSA

from partners.models.matches import Spelling

SHORTEST = 4  # letters; a shorter word is too much like too many
LONG = 7  # letters from which two mistakes are forgiven
AT_ONCE = 10_000
LIKE = 40  # words looked at for one that is unknown
MEANT = 4  # of these taken


def note(lexemes: Iterable[Mapping[str, str]]) -> None:
    """Remember the spellings among ``lexemes``."""
    words = {
        one[1:]
        for found in lexemes
        for one in found
        if one[0] == "=" and SHORTEST < len(one) <= 60 and one[1:].isalpha()
    }
    known = set(Spelling.objects.filter(word__in=words).values_list("word", flat=True))
    rows = [Spelling(word=word) for word in sorted(words - known)]
    Spelling.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def meant(words: Collection[str]) -> dict[str, list[str]]:
    """What each of ``words`` (folded) that nobody writes may have been meant to be, likeliest
    first."""
    long_enough = [word for word in words if len(word) >= SHORTEST and word.isalpha()]
    if not long_enough:
        return {}
    known = set(Spelling.objects.filter(word__in=long_enough).values_list("word", flat=True))
    return {word: _like(word) for word in long_enough if word not in known}


def _like(word: str) -> list[str]:
    alike = Spelling.objects.filter(word__trigram_similar=word)
    rows = alike.order_by(TrigramSimilarity("word", word).desc()).values_list("word", flat=True)
    most = 2 if len(word) >= LONG else 1
    apart = {other: OSA.distance(word, other, score_cutoff=most) for other in rows[:LIKE]}
    near = [other for other, mistakes in apart.items() if mistakes <= most]
    return sorted(near, key=lambda other: apart[other])[:MEANT]
