"""How well two names agree, word by word. Plain Python."""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA

from partners.duplicates.names import PATRONYMIC, Name, Word


class Rarity(Protocol):
    """How common words and names are; see ``scoring.Commonness``."""

    def rarity(self, key: str) -> float: ...

    def bearers(self, name: str) -> int: ...


Alike = Callable[[Word, Word, "_Scale"], float]
# Logarithms of odds; see partners.duplicates.scoring.
BARE, EACH_RARE_WORD, ENOUGH = -1.6, 3.4, 1.5  # without, with each, of words of one organisation
MISFIT = 5.0  # times the share that does not agree
BOTH_DIFFER, ONE_HAS_MORE, ONE_IS_PART = (-2.2, -3.6), -3.6, -5.0
ABBREVIATED = {2: -1.6, 3: -0.2, 4: 0.4}  # by letters
AT_HOME, ELSEWHERE = 0.2, 0.6  # what the name of a place weighs in a name
ALONE, CROWD, GENERIC = (
    0.9,
    0.7,
    -0.7,
)  # exactly this name: of these two only; of more, each time twice as many
REORDERED, IDEA_MORE, SOFT_MORE = -0.8, -1.4, -0.3
SLIPS = {4: -2.3, 5: -2.1, 6: -1.9, 7: -1.7}  # by the letters of the word; in longer ones LONG_SLIP
TURNED, LEFT_OUT = 0.7, 0.3
LONG_SLIP, FIRST_LETTER, SECOND_SLIP = -1.4, -2.2, -1.2
SOFT = frozenset("=group =holding =company =firm =enterprise =international =sons".split())
SIGNIFICANT = 0.45
LANDS = frozenset({"belgium", "netherlands", "ukraine", "flanders", "wallonia"})


@dataclass(frozen=True)
class Agreement:
    """``what`` and ``facts`` as in ``scoring.Reason``."""

    weight: float
    what: str = "names differ"
    facts: tuple[str, ...] = ()


NONE = Agreement(-9.0)


def agree(
    mine: Name,
    theirs: Name,
    rarity: Rarity,
    places: Collection[str] = (),
    *,
    spelled: bool = False,
) -> Agreement:
    """The same either way round. ``places`` are the cities of the two; ``spelled``: in their
    country Latin letters are as they are, not written by ear for others."""
    weigh = _Scale(rarity, places, spelled)
    if (theirs.joined, theirs.plain) < (mine.joined, mine.plain):
        swapped = _agree(theirs, mine, weigh)
        return Agreement(swapped.weight, swapped.what, swapped.facts[::-1])
    return _agree(mine, theirs, weigh)


@dataclass(frozen=True)
class _Scale:
    rarity: Rarity
    places: Collection[str]
    spelled: bool = False

    def by_ear(self, mine: Name, theirs: Name) -> bool:
        """Whether one was put into other letters, so that sounds count and not signs."""
        if mine.is_cyrillic != theirs.is_cyrillic:
            return True
        return not (self.spelled or mine.is_cyrillic)

    def __call__(self, word: Word) -> float:
        if word.sort == "place":
            home = word.key in self.places or word.key in LANDS
            return AT_HOME if home else ELSEWHERE
        return word.weight * self.rarity.rarity(word.key)


def _agree(mine: Name, theirs: Name, weigh: _Scale) -> Agreement:
    facts = mine.written, theirs.written
    letters = mine.letters == theirs.letters
    if letters or (mine.joined == theirs.joined and weigh.by_ear(mine, theirs)):
        mass = max(sum(map(weigh, name.words)) for name in (mine, theirs))
        return Agreement(_bare(mass) + _alone(mine, weigh), "same name", facts)
    short = _abbreviation(mine, theirs, weigh) or _abbreviation(theirs, mine, weigh)
    left, right = list(mine.words), list(theirs.words)
    found = list(_match(left, right, weigh))
    matched = sum(one.mass * one.share for one in found)
    whole = 2 * sum(one.mass for one in found) + sum(map(weigh, [*left, *right]))
    misfit = max(0.0, 1 - 2 * matched / whole) if whole else 1.0
    odds = _bare(matched) - MISFIT * misfit + _slips(found, matched)
    odds = _remainder(left, right, weigh, odds)
    if short is not None and short > odds:
        return Agreement(short, "abbreviation", facts)
    if not left and not right and misfit < 0.01:
        turned = sorted(word.text for word in mine.words) == sorted(w.text for w in theirs.words)
        return Agreement(odds + REORDERED * turned, "same words", facts)
    return Agreement(odds, "names alike" if odds > -2.0 else "names differ", facts)


def _slips(found: Sequence["_Found"], matched: float) -> float:
    """A slip in the word that counts: what the others share says nothing then."""
    slipped = [one for one in found if one.slip]
    if sum(one.mass for one in slipped) <= matched / 2:
        return 0.0
    rest = matched - sum(one.mass * one.share for one in slipped)
    gained = _bare(matched) - _bare(matched - rest)
    return sum(one.slip for one in slipped) - gained


def _alone(name: Name, weigh: _Scale) -> float:
    """What it says that nobody else is called so; a name of common words alone says less."""
    sorts = {word.sort for word in name.words}
    if "word" not in sorts:
        return 0.0 if "place" in sorts else GENERIC
    others = max(0, weigh.rarity.bearers(name.joined) - 2)
    return ALONE - CROWD * math.log2(1 + others)


def _bare(mass: float) -> float:
    return BARE + EACH_RARE_WORD * min(mass, ENOUGH)


class _Found(NamedTuple):
    mass: float
    share: float
    slip: float = 0.0


def _match(left: list[Word], right: list[Word], weigh: _Scale) -> Iterator[_Found]:
    """What agrees; it is taken out of both lists."""
    yield from _paired(left, right, weigh, _same)
    yield from _runs(left, right, weigh)
    yield from _runs(right, left, weigh)
    yield from _paired(left, right, weigh, _written_alike)
    yield from _paired(left, right, weigh, _shortened)


def _paired(left: list[Word], right: list[Word], weigh: _Scale, alike: Alike) -> Iterator[_Found]:
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
                yield _Found(min(masses), share, _slip(mine, theirs, weigh))
            else:
                yield _Found(sum(masses) / 2, share)


def _same(mine: Word, theirs: Word, weigh: _Scale) -> float:
    if mine.plain == theirs.plain:
        return 1.0
    if mine.key != theirs.key and mine.text != theirs.text:
        return 0.0
    by_ear = mine.cyrillic != theirs.cyrillic or not (weigh.spelled or mine.cyrillic)
    return 1.0 if mine.sort != "word" or by_ear else 0.0


def _written_alike(mine: Word, theirs: Word, weigh: _Scale) -> float:
    """A slip of the pen: one letter, in a longer word two; seldom the first one. A number has
    none, and two words of the vocabulary are two words."""
    shorter = min(len(mine.plain), len(theirs.plain))
    if "number" in (mine.sort, theirs.sort) or shorter < 4:
        return 0.0
    if "word" not in (mine.sort, theirs.sort):
        return 0.0
    distance = _distance(mine, theirs, weigh)
    return 1 - 0.75 * distance / shorter if distance <= (2 if shorter >= 6 else 1) else 0.0


def _slip(mine: Word, theirs: Word, weigh: _Scale) -> float:
    """What a slip in the only word that counts speaks against: letters turned round, doubled or
    left out are slips more often than another letter is."""
    one, other = mine.plain, theirs.plain
    odds = SLIPS.get(min(len(one), len(other)), LONG_SLIP)
    odds += FIRST_LETTER if one[0] != other[0] and mine.text[0] != theirs.text[0] else 0.0
    if sorted(one) == sorted(other) or mine.text == theirs.text:
        odds += TURNED
    elif len(one) != len(other):
        odds += LEFT_OUT
    return odds + (SECOND_SLIP if _distance(mine, theirs, weigh) > 1 else 0.0)


def _distance(mine: Word, theirs: Word, weigh: _Scale) -> int:
    """Letters that differ, up to two; 3 for more."""
    found = OSA.distance(mine.plain, theirs.plain, score_cutoff=2)
    if found < 2 or (weigh.spelled and not mine.cyrillic and not theirs.cyrillic):
        return found
    found = min(found, OSA.distance(mine.loose, theirs.loose, score_cutoff=2))
    if mine.cyrillic != theirs.cyrillic:
        found = min(found, OSA.distance(mine.text, theirs.text, score_cutoff=2))
    return max(1, found)


def _shortened(mine: Word, theirs: Word, weigh: _Scale) -> float:
    """An initial for a given name, "intern" for "international"."""
    one, other = sorted((mine, theirs), key=lambda word: len(word.plain))
    if not one.plain.isalpha() or not other.plain.startswith(one.plain) or other.sort == "number":
        return 0.0
    if len(one.plain) == 1:
        return 0.6
    return 0.8 if len(one.plain) >= 3 and other.sort in ("idea", "adjective") else 0.0


def _runs(left: list[Word], right: list[Word], weigh: _Scale) -> Iterator[_Found]:
    """One word of ``left`` that stands for several of ``right``: written together, or by their
    initials."""
    for mine in list(left):
        for length in (2, 3, 4):
            at = next(
                (at for at in range(len(right)) if _stands(mine, right[at : at + length], length)),
                None,
            )
            if at is not None:
                run = right[at : at + length]
                left.remove(mine)
                del right[at : at + length]
                share = 0.95 if len(mine.text) > length else 0.8
                yield _Found(max(weigh(mine), sum(map(weigh, run))), share)
                break


def _stands(mine: Word, run: list[Word], length: int) -> bool:
    if len(run) < length:
        return False
    together = "".join(word.plain for word in run)
    if mine.plain == together or mine.text == "".join(word.text for word in run):
        return True
    initials = "".join(word.plain[0] for word in run)
    if mine.plain == initials:
        return True
    return length == 2 and mine.plain == run[0].plain[0] + run[1].plain  # UGent


def _abbreviation(short: Name, whole: Name, weigh: _Scale) -> float | None:
    if len(short.words) != 1 or len(whole.words) < 2 or not short.words[0].capital:
        return None
    letters = short.words[0].plain
    if letters != whole.initials or len(letters) < 2:
        return None
    rare = weigh.rarity.rarity(short.words[0].key)
    return ABBREVIATED[min(len(letters), 4)] - 2 * (1 - rare)


def _remainder(left: list[Word], right: list[Word], weigh: _Scale, odds: float) -> float:
    """``odds`` less what the words that only one of them has speak against."""
    if not left and not right:
        return odds
    if any(word.sort == "part" for word in [*left, *right]):
        return min(odds, 0.0) + ONE_IS_PART
    ours, others = _telling(left, weigh), _telling(right, weigh)
    if left and right:
        least, most = BOTH_DIFFER
        if all(_is_patronymic(word) for word in [*left, *right]):
            return min(odds, 0.0) + most
        strength = min(ours, others) / SIGNIFICANT
        return odds + least + (most - least) * min(1.0, strength) - 1.5 * (strength >= 1)
    return min(odds, _at_most([*left, *right], max(ours, others)))


def _at_most(words: list[Word], telling: float) -> float:
    """How much a name can say beside one that has ``words`` besides."""
    if telling >= SIGNIFICANT:
        return ONE_HAS_MORE
    if all(word.sort == "place" or _is_patronymic(word) for word in words):
        return 9.0
    return SOFT_MORE if all(word.key in SOFT for word in words) else IDEA_MORE


def _is_patronymic(word: Word) -> bool:
    return word.sort == "word" and word.weight == PATRONYMIC


def _telling(words: list[Word], weigh: _Scale) -> float:
    """How much the weightiest of ``words`` tells one organisation from another."""
    found = [1.0 if word.sort == "number" else max(weigh(word), word.weight / 2) for word in words]
    return max(found, default=0.0)
