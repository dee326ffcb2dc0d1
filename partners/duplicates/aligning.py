"""Which words of two names stand for each other: the same, by ear, written wrongly, abbreviated.
Plain Python."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA

from partners.duplicates.names import Word, initials_of

AT_HOME, ELSEWHERE = 0.2, 0.6  # what the name of a place weighs in a name
LANDS = frozenset({"belgium", "netherlands", "ukraine", "flanders", "wallonia"})
# What a slip speaks against, in logarithms of odds: by the letters of the word, else LONG_SLIP.
SLIPS, LONG_SLIP = {4: -2.3, 5: -2.1, 6: -1.9, 7: -1.7}, -1.4
TURNED, LEFT_OUT, FIRST_LETTER, SECOND_SLIP = 0.7, 0.3, -2.2, -2.2
LONGEST_RUN = 4  # words that one may stand for
INITIAL, SHORTENED, GLUED, INITIALS = 0.6, 0.8, 0.95, 0.8  # how well such a word agrees


class Rarity(Protocol):
    """How common words and names are; see ``scoring.Commonness``."""

    def rarity(self, key: str) -> float: ...

    def bearers(self, name: str) -> int: ...


class Found(NamedTuple):
    """Words that stand for each other: what they weigh, how well they agree, and what a slip in
    them speaks against."""

    mass: float
    share: float
    slip: float = 0.0


@dataclass(frozen=True)
class Scale:
    """What words weigh between two organisations; ``places`` are their cities. ``spelled``: in
    their country Latin letters are as they are, not written by ear for others."""

    rarity: Rarity
    places: Collection[str] = ()
    spelled: bool = False

    def by_ear(self, mine: bool, theirs: bool) -> bool:
        """Whether sounds count and not signs, of two that are Cyrillic or not."""
        return mine != theirs or not (self.spelled or mine)

    def is_home(self, word: Word) -> bool:
        return word.key in self.places or word.key in LANDS

    def __call__(self, word: Word) -> float:
        if word.sort == "place":
            return AT_HOME if self.is_home(word) else ELSEWHERE
        return word.weight * self.rarity.rarity(word.key)


Alike = Callable[[Word, Word, Scale], float]


def align(left: list[Word], right: list[Word], weigh: Scale) -> Iterator[Found]:
    """What agrees; it is taken out of both lists."""
    yield from _paired(left, right, weigh, _same)
    yield from _runs(left, right, weigh)
    yield from _runs(right, left, weigh)
    yield from _paired(left, right, weigh, _written_alike)
    yield from _paired(left, right, weigh, _shortened)


def _paired(left: list[Word], right: list[Word], weigh: Scale, alike: Alike) -> Iterator[Found]:
    for mine in list(left):
        share, theirs = 0.0, None
        for one in right:
            if (now := alike(mine, one, weigh)) > share:
                share, theirs = now, one
        if theirs:
            left.remove(mine)
            right.remove(theirs)
            masses = weigh(mine), weigh(theirs)
            if alike is _written_alike:  # a word that was written wrongly is a rare one
                yield Found(min(masses), share, _slip(mine, theirs, weigh))
            else:
                yield Found(sum(masses) / 2, share)


def _same(mine: Word, theirs: Word, weigh: Scale) -> float:
    if mine.plain == theirs.plain:
        return 1.0
    if mine.key != theirs.key and mine.text != theirs.text:
        return 0.0
    return 1.0 if mine.sort != "word" or weigh.by_ear(mine.cyrillic, theirs.cyrillic) else 0.0


def _written_alike(mine: Word, theirs: Word, weigh: Scale) -> float:
    """A slip of the pen: one letter, in a longer word two. A number has none, and two words of
    the vocabulary are two words."""
    shorter = min(len(mine.plain), len(theirs.plain))
    if "number" in (mine.sort, theirs.sort) or shorter < 4:
        return 0.0
    if "word" not in (mine.sort, theirs.sort):
        return 0.0
    distance = _distance(mine, theirs, weigh)
    return 1 - 0.75 * distance / shorter if distance <= (2 if shorter >= 6 else 1) else 0.0


def _slip(mine: Word, theirs: Word, weigh: Scale) -> float:
    """Letters turned round, doubled or left out are slips more often than another letter is; the
    first letter is seldom wrong."""
    one, other = mine.plain, theirs.plain
    odds = SLIPS.get(min(len(one), len(other)), LONG_SLIP)
    odds += FIRST_LETTER if one[0] != other[0] and mine.text[0] != theirs.text[0] else 0.0
    if sorted(one) == sorted(other) or mine.text == theirs.text:
        odds += TURNED
    elif len(one) != len(other):
        odds += LEFT_OUT
    return odds + (SECOND_SLIP if _distance(mine, theirs, weigh) > 1 else 0.0)


def _distance(mine: Word, theirs: Word, weigh: Scale) -> int:
    """Letters that differ, up to two; 3 for more."""
    if mine.cyrillic and theirs.cyrillic:
        return OSA.distance(mine.written, theirs.written, score_cutoff=2)
    found = OSA.distance(mine.plain, theirs.plain, score_cutoff=2)
    if found < 2 or not weigh.by_ear(mine.cyrillic, theirs.cyrillic):
        return found
    by_ear = min(
        OSA.distance(mine.loose, theirs.loose, score_cutoff=2),
        OSA.distance(mine.text, theirs.text, score_cutoff=2),
    )
    return max(1, min(found, by_ear))


def _shortened(mine: Word, theirs: Word, weigh: Scale) -> float:
    """An initial for a given name, "intern" for "international"."""
    one, other = sorted((mine, theirs), key=lambda word: len(word.plain))
    if not one.plain.isalpha() or not other.plain.startswith(one.plain) or other.sort == "number":
        return 0.0
    if len(one.plain) == 1:
        return INITIAL
    return SHORTENED if len(one.plain) >= 3 and other.sort in ("idea", "adjective") else 0.0


def _runs(left: list[Word], right: list[Word], weigh: Scale) -> Iterator[Found]:
    """One word of ``left`` that stands for several of ``right``: written together, or by their
    initials."""
    for mine in list(left):
        for length in range(2, LONGEST_RUN + 1):
            starts = range(len(right) - length + 1)
            at = next((at for at in starts if _stands(mine, right[at : at + length])), None)
            if at is not None:
                run = right[at : at + length]
                left.remove(mine)
                del right[at : at + length]
                share = GLUED if len(mine.text) > length else INITIALS
                yield Found(max(weigh(mine), sum(map(weigh, run))), share)
                break


def _stands(mine: Word, run: list[Word]) -> bool:
    if mine.plain == "".join(word.plain for word in run):
        return True
    if mine.text == "".join(word.text for word in run) or mine.plain == initials_of(run):
        return True
    first, second = run[:2]
    begins = mine.plain.removesuffix(second.plain)  # UGent, HoGent
    is_glued = len(run) == 2 and 0 < len(begins) <= 3 and begins != mine.plain
    return is_glued and first.plain.startswith(begins)
