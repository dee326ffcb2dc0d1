"""How somebody stands with the chamber: the newest check of each kind, and what is missing before
an invitation or the release of a contact.

The newest check of a kind counts alone. Out of date it counts for nothing, unless it blocks: a
block ends by a newer check only.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Check, Organisation, Person

Result = Check.Result
Subject = Organisation | Person
NOT_CHECKED = gettext_lazy("not checked")
STATUS = {Result.CLEAR: "ok", Result.CONCERN: "late", Result.OPEN: "late", Result.BLOCKED: "stop"}


@dataclass(frozen=True)
class Stand:
    """Where ``subject`` stands in one kind of check; ``check`` is the newest one, if any."""

    subject: Any
    kind: Check.Kind
    check: Check | None
    on: date

    @property
    def is_lapsed(self) -> bool:
        check = self.check
        if check is None or check.result == Result.BLOCKED or check.valid_until is None:
            return False
        return check.valid_until < self.on

    @property
    def result(self) -> str:
        """Of the newest check while it is valid; empty for not checked."""
        return self.check.result if self.check and not self.is_lapsed else ""

    @property
    def is_clear(self) -> bool:
        return self.result == Result.CLEAR

    @property
    def blocks(self) -> bool:
        return self.result == Result.BLOCKED

    @property
    def kind_words(self) -> str:
        return capfirst(str(self.kind.label))

    @property
    def status(self) -> str:
        return STATUS[Result(self.result)] if self.result else "waiting"

    @property
    def words(self) -> str:
        if self.is_lapsed and self.check and self.check.valid_until:
            day = date_format(self.check.valid_until, "DATE_FORMAT")
            return _("not checked: out of date since %(day)s") % {"day": day}
        return str(Result(self.result).label if self.result else NOT_CHECKED)

    def __str__(self) -> str:
        return f"{self.subject}: {self.kind_words} – {self.words}"


def standings(subjects: Iterable[Subject], *, at: date | None = None) -> dict[Any, list[Stand]]:
    """{subject: [one ``Stand`` of each kind]}, by one query for all."""
    rows = list(dict.fromkeys(subjects))
    newest = _newest(rows)
    return {row: _stands(row, newest[row], at) for row in rows}


def standing_by(subject: Subject, checks: Iterable[Check]) -> list[Stand]:
    """The same of one, whose ``checks`` are all at hand, the newest first."""
    newest: dict[str, Check] = {}
    for check in checks:
        newest.setdefault(check.kind, check)
    return _stands(subject, newest, None)


def _stands(subject: Subject, newest: Mapping[str, Check], at: date | None) -> list[Stand]:
    on = at or timezone.localdate()
    return [Stand(subject, kind, newest.get(kind), on) for kind in Check.Kind]


def _newest(rows: Collection[Subject]) -> dict[Any, dict[str, Check]]:
    own: dict[Any, Subject] = {(type(row), row.pk): row for row in rows}
    organisations = [row for row in rows if isinstance(row, Organisation)]
    people = [row for row in rows if isinstance(row, Person)]
    found: dict[Any, dict[str, Check]] = defaultdict(dict)
    if not rows:
        return found
    checks = Check.objects.filter(Q(organisation__in=organisations) | Q(person__in=people))
    of_one = ("organisation_id", "person_id", "kind")
    newest = checks.order_by(*of_one, "-checked_on", "-pk").distinct(*of_one)
    for check in newest.select_related("checked_by"):
        row = own[
            (Person, check.person_id) if check.person_id else (Organisation, check.organisation_id)
        ]
        found[row][check.kind] = check
    return found


def standing(subject: Subject, *, at: date | None = None) -> list[Stand]:
    """One ``Stand`` of each kind of check."""
    return standings([subject], at=at)[subject]


def asked_for(
    subjects: Iterable[Subject], *, also: Iterable[Subject] = (), at: date | None = None
) -> list[Stand]:
    """What is missing: each check of ``subjects`` that does not say that nothing was found; of
    those that come ``also``, only what speaks against them."""
    wanted, others = list(dict.fromkeys(subjects)), list(dict.fromkeys(also))
    known = standings([*wanted, *others], at=at)
    missing = [one for row in wanted for one in known[row] if not one.is_clear]
    against = [one for row in others if row not in wanted for one in known[row] if one.result]
    return missing + [one for one in against if not one.is_clear]
