"""One spelling for a word that people write in several ways, whatever the script.

Kharkiv, Harkiv and Харків meet, and so do Odessa and Odesa: letters that the transliterations of
Ukrainian disagree about fall together, and so do doubled ones. Plain Python.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from partners.names import plain

SHORTEST = 2
# The longer ones first, because a letter is folded once.
SAME = [
    *(("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("zh", "z")),
    *(("kh", "h"), ("gh", "h"), ("ph", "f"), ("th", "t"), ("ts", "c"), ("tz", "c"), ("ck", "k")),
    *(("x", "ks"), ("w", "v"), ("q", "k"), ("g", "h"), ("j", "i"), ("y", "i")),
]
FOLDED = dict(SAME)
ANY = re.compile("|".join(letters for letters, _one in SAME))
TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The skeleton of one Latin ``word`` in lower case, as ``plain`` leaves it."""
    if not word.isalpha():
        return word  # a number, or a name with a figure in it, is written in one way
    return TWICE.sub(r"\1", ANY.sub(lambda found: FOLDED[found[0]], word))


def spelled(text: str) -> Iterator[str]:
    """The skeletons of the words of ``text``, in any script."""
    for word in plain(text).split():
        skeleton = fold(word)
        if len(skeleton) >= SHORTEST:
            yield skeleton
