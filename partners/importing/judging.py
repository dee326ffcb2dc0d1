"""What is to be done with each row: make, change, leave, or say why it cannot be taken."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from partners.importing import comparing, registers
from partners.importing.comparing import Taken
from partners.importing.finding import Candidate, find
from partners.importing.rows import Message, Row
from partners.importing.seen import Seen


class Verdict(StrEnum):
    """One letter for each row of a file."""

    NEW = "n"
    CHANGED = "c"
    UNCHANGED = "u"
    WRONG = "w"
    DUPLICATE = "d"
    BLANK = "-"


REFUSED = (Verdict.WRONG, Verdict.DUPLICATE)
CHANGING = (Verdict.NEW, Verdict.CHANGED)


@dataclass
class Outcome:
    """``taken`` is the organisation of the directory with what the row changes in it."""

    row: Row
    verdict: Verdict
    messages: list[Message] = field(default_factory=list)
    taken: Taken | None = None

    def shown(self) -> dict[str, Any]:
        """The row as pages show it, in the language of the moment."""
        row, spot = self.row, self.row.values.get("city")
        messages = [
            {"column": one.column, "value": one.shown, "words": one.words} for one in self.messages
        ]
        found = {"row": row.number, "name": row.name, "messages": messages}
        found |= {"country": row.country, "city": spot.name if spot else ""}
        if self.taken:
            found["organisation"] = str(self.taken.organisation)
            found["changes"] = [comparing.words(change) for change in self.taken.changes]
        return found


def judge(rows: Sequence[Row], *, seen: Seen | None = None, lock: bool = False) -> list[Outcome]:
    """Weigh ``rows`` against the directory and, with ``seen``, against the rows before them."""
    outcomes = [_on_its_own(row, seen) for row in rows]
    open_rows = [one.row for one in outcomes if one.verdict == Verdict.NEW]
    found = find(open_rows, lock=lock) if open_rows else {}
    return [
        _beside(one.row, found[one.row.number], seen) if one.verdict == Verdict.NEW else one
        for one in outcomes
    ]


def _on_its_own(row: Row, seen: Seen | None) -> Outcome:
    if row.faults:
        return Outcome(row, Verdict.WRONG, row.faults)
    earlier = seen.earlier(row) if seen else None
    if earlier:
        words = _("Row %(row)s speaks of the same organisation. Leave one of the two.")
        return _duplicate(row, earlier[1], words % {"row": earlier[0]})
    return Outcome(row, Verdict.NEW)


def _beside(row: Row, found: Sequence[Candidate], seen: Seen | None) -> Outcome:
    """``row`` beside the organisations of the directory that it may mean."""
    key = next((scheme for scheme, _value in row.numbers.items()), "name")
    if len(found) > 1:
        names = [str(one.organisation) for one in found[:5]]
        words = _("It may be any of these in the directory: %(names)s. Add a number to tell which.")
        return _duplicate(row, key, words % {"names": ", ".join(names)})
    if not found:
        return Outcome(row, Verdict.NEW, row.notes)
    [candidate] = found
    organisation = candidate.organisation
    first = seen.taker(row, organisation.pk) if seen else None
    if first:
        words = _("Row %(row)s speaks of the same organisation, %(name)s. Leave one of the two.")
        return _duplicate(row, key, words % {"row": first, "name": organisation})
    scheme = registers.differ(row.numbers.items(), candidate.numbers)
    if scheme:
        words = _("In the directory %(name)s has another number in this register. Compare them.")
        wrong = row.about(scheme, words % {"name": organisation})
        return Outcome(row, Verdict.WRONG, [wrong])
    taken = comparing.take(row, candidate)
    verdict = Verdict.CHANGED if taken.changes else Verdict.UNCHANGED
    return Outcome(row, verdict, row.notes, taken)


def _duplicate(row: Row, name: str, words: str) -> Outcome:
    return Outcome(row, Verdict.DUPLICATE, [row.about(name, words)])
