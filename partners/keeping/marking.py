"""Which words of a text changed, to be marked for a reader."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby

PIECE = re.compile(r"\s+|\w+|[^\w\s]")
Marked = list[tuple[bool, str]]  # (changed, words), in order


def marked(before: str, after: str) -> tuple[Marked, Marked]:
    """Both texts in runs that changed and runs that stayed; the runs make up the texts again."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        _runs((step != "equal", "".join(old[a:b])) for step, a, b, _c, _d in steps),
        _runs((step != "equal", "".join(new[c:d])) for step, _a, _b, c, d in steps),
    )


def _runs(pieces: Iterable[tuple[bool, str]]) -> Marked:
    """Neighbours of one kind together, nothing empty."""
    said = [piece for piece in pieces if piece[1]]
    return [
        (changed, "".join(text for _changed, text in run))
        for changed, run in groupby(said, key=lambda piece: piece[0])
    ]
