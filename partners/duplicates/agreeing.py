"""How well two names agree. Plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from partners.duplicates.aligning import Found, Scale, align
from partners.duplicates.names import PATRONYMIC, Name, Word, initials_of

# Logarithms of odds; see partners.duplicates.scoring.
BARE, EACH_RARE_WORD, ENOUGH = -1.6, 3.4, 1.5  # without, with each, of words of one organisation
MISFIT = 5.0  # times the share that does not agree
BOTH_DIFFER, BOTH_DIFFER_MUCH, TWO_PEOPLE = -2.6, -5.1, -3.6
# Words that only one of them has: that tell, that many have, that say nothing; a part's.
MORE, IDEA_MORE, SOFT_MORE, A_PART = -3.6, -1.4, -0.3, -5.0
ABBREVIATED = {2: -1.6, 3: -0.2, 4: 0.4}  # by letters
# Exactly this name: of these two only; less for each time as many; of common words alone.
ALONE, CROWD, GENERIC = 0.9, 0.7, -0.7
REORDERED = -0.8
SOFT = frozenset(
    ("=group", "=holding", "=company", "=firm", "=enterprise", "=international", "=sons")
)
TELLING = 0.45  # from this weight a word tells one organisation from another
ALIKE = -2.0


@dataclass(frozen=True)
class Agreement:
    """``what`` and ``facts`` as in ``scoring.Reason``."""

    weight: float
    what: str = "names differ"
    facts: tuple[str, ...] = ()


NONE = Agreement(-9.0)


def agree(mine: Name, theirs: Name, weigh: Scale) -> Agreement:
    """The same either way round."""
    if (theirs.joined, theirs.plain) < (mine.joined, mine.plain):
        swapped = _agree(theirs, mine, weigh)
        return Agreement(swapped.weight, swapped.what, swapped.facts[::-1])
    return _agree(mine, theirs, weigh)


def _agree(mine: Name, theirs: Name, weigh: Scale) -> Agreement:
    facts = mine.written, theirs.written
    by_ear = mine.joined == theirs.joined and weigh.by_ear(mine.is_cyrillic, theirs.is_cyrillic)
    if by_ear or mine.letters == theirs.letters or mine.whole == theirs.whole:
        mass = max(sum(map(weigh, name.words)) for name in (mine, theirs))
        return Agreement(_bare(mass) + _alone(mine, weigh), "same name", facts)
    left, right = list(mine.words), list(theirs.words)
    odds, misfit = _by_words(left, right, weigh)
    short = max(_abbreviation(mine, theirs, weigh), _abbreviation(theirs, mine, weigh))
    if short > odds:
        return Agreement(short, "abbreviation", facts)
    if not left and not right and misfit < 0.01:
        turned = sorted(word.text for word in mine.words) == sorted(w.text for w in theirs.words)
        return Agreement(odds + REORDERED * turned, "same words", facts)
    return Agreement(odds, "names alike" if odds > ALIKE else "names differ", facts)


def _by_words(left: list[Word], right: list[Word], weigh: Scale) -> tuple[float, float]:
    """What the words say, and the share of them that does not agree. Takes out those that do."""
    people = any(map(_is_patronymic, left)) and any(map(_is_patronymic, right))
    parts = any(word.sort == "part" for word in [*left, *right])
    bodies = all(word.sort != "word" for word in [*left, *right])
    found = list(align(left, right, weigh))
    matched = sum(one.mass * one.share for one in found)
    whole = 2 * sum(one.mass for one in found) + sum(map(weigh, [*left, *right]))
    misfit = max(0.0, 1 - 2 * matched / whole) if whole else 1.0
    odds = _bare(matched) - MISFIT * misfit + _slips(found, matched, people=people)
    if not left and not right:
        return odds, misfit
    if parts:  # a part and the whole, or two parts
        return min(odds, 0.0) + A_PART, misfit
    if left and right:
        return odds + _both_differ(left, right, weigh), misfit
    more = _at_most([*left, *right], weigh)
    if bodies and more == IDEA_MORE:  # of universities and ports each word tells
        more = MORE
    return min(odds, more), misfit


def _slips(found: Sequence[Found], matched: float, *, people: bool) -> float:
    """A slip in the word that counts: what the others share says nothing then. Names of people
    differ by a letter."""
    slipped = [one for one in found if one.slip]
    against = sum(one.slip for one in slipped)
    if people:
        return 2 * against
    if sum(one.mass for one in slipped) <= matched / 2:
        return 0.0
    rest = matched - sum(one.mass * one.share for one in slipped)
    return against - (_bare(matched) - _bare(matched - rest))


def _both_differ(left: list[Word], right: list[Word], weigh: Scale) -> float:
    """Each has words of its own: two trades, two places, two numbers."""
    if all(map(_is_patronymic, [*left, *right])):
        return TWO_PEOPLE
    telling = (_telling(left, weigh) + _telling(right, weigh)) / 2
    if telling >= TELLING:
        return BOTH_DIFFER_MUCH
    return BOTH_DIFFER + (MORE - BOTH_DIFFER) * telling / TELLING


def _at_most(words: list[Word], weigh: Scale) -> float:
    """How much a name can say beside one that has ``words`` besides."""
    places = [word for word in words if word.sort == "place"]
    others = [word for word in words if word.sort != "place" and not _is_patronymic(word)]
    if _telling(others, weigh) >= TELLING:
        return MORE
    if not others and all(map(weigh.is_home, places)):
        return math.inf
    soft = all(word.key in SOFT for word in others) and all(map(weigh.is_home, places))
    return SOFT_MORE if soft else IDEA_MORE


def _telling(words: list[Word], weigh: Scale) -> float:
    """How much the weightiest of ``words`` tells one organisation from another."""
    found = [1.0 if word.sort == "number" else max(weigh(word), word.weight / 2) for word in words]
    return max(found, default=0.0)


def _alone(name: Name, weigh: Scale) -> float:
    """What it says that nobody else is called so; a name of common words alone says less."""
    sorts = {word.sort for word in name.words}
    if "word" not in sorts:
        return 0.0 if "place" in sorts else GENERIC
    others = max(0, weigh.rarity.bearers(name.joined) - 2)
    return ALONE - CROWD * math.log2(1 + others)


def _abbreviation(short: Name, whole: Name, weigh: Scale) -> float:
    """ "VUB" for the Vrije Universiteit Brussel; the name of its own city may stand beside it."""
    counted = [word for word in short.words if not (word.sort == "place" and weigh.is_home(word))]
    if len(counted) != 1 or len(whole.words) < 2 or not counted[0].capital:
        return -math.inf
    if counted[0].plain != initials_of(whole.words):
        return -math.inf
    rare = weigh.rarity.rarity(counted[0].key)
    return ABBREVIATED[min(len(whole.words), 4)] - 2 * (1 - rare)


def _bare(mass: float) -> float:
    return BARE + EACH_RARE_WORD * min(mass, ENOUGH)


def _is_patronymic(word: Word) -> bool:
    return word.sort == "word" and word.weight == PATRONYMIC
