"""What a person finds after signing in: what waits, what is late, and the six objectives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.accounts.models import User
from chamber.charts.progress import BEHIND, OFF_TRACK, ON_TRACK, UNKNOWN, Progress, progress
from chamber.home.models import Target
from chamber.jobs.models import Task
from chamber.slots import Objective, objectives, waiting
from chamber.slots.entries import Waiting


@dataclass(frozen=True)
class ObjectiveRow:
    """One line of the table of objectives."""

    objective: Objective
    value: int | None
    target: Target | None
    progress: Progress | None
    waiting: int
    next_date: date | None = None
    next_words: str = ""

    @property
    def status(self) -> tuple[str, str]:
        """Kind and words of the status, as the status tag takes them."""
        verdict = self.progress.verdict if self.progress else UNKNOWN
        return {
            ON_TRACK: ("ok", _("on track")),
            BEHIND: ("late", _("behind")),
            OFF_TRACK: ("stop", _("off track")),
            UNKNOWN: ("planned", _("not begun")),
        }[verdict]


def waiting_for(user: User, *, at: datetime) -> list[Waiting]:
    """Everything that waits for this person, by date; what has no date comes last."""
    entries = [entry for source in waiting for entry in source(user, at)]
    return sorted(entries, key=lambda entry: (entry.due is None, entry.due or at))


def finding(*, late: int, waiting: int) -> str:
    """The head line of the page: how many things are late, and how many more wait."""
    rest = waiting - late
    late_words = ngettext("%(n)d thing is late", "%(n)d things are late", late) % {"n": late}
    if not waiting:
        return _("Nothing waits for you today")
    if not late:
        return ngettext("%(n)d thing waits for you", "%(n)d things wait for you", rest) % {
            "n": rest
        }
    if not rest:
        return late_words
    waiting_words = ngettext("%(n)d waits for you", "%(n)d wait for you", rest) % {"n": rest}
    return _("%(late)s, %(waiting)s") % {"late": late_words, "waiting": waiting_words}


def objective_rows(
    user: User, *, at: datetime, waiting: Sequence[Waiting] = ()
) -> list[ObjectiveRow]:
    targets = {target.objective: target for target in Target.objects.standing(at=at)}
    return [_row(objective, user, at, targets, waiting) for objective in objectives]


def _row(
    objective: Objective,
    user: User,
    at: datetime,
    targets: dict[int, Target],
    waiting: Sequence[Waiting],
) -> ObjectiveRow:
    reading = objective.read(user, at) if objective.read else None
    target = targets.get(objective.number)
    value = reading.value if reading else None
    return ObjectiveRow(
        objective=objective,
        value=value,
        target=target,
        progress=_progress(value, target, at) if target else None,
        waiting=sum(entry.objective == objective.number for entry in waiting),
        next_date=reading.next_date if reading else None,
        next_words=reading.next_words if reading else "",
    )


def _progress(value: int | None, target: Target, at: datetime) -> Progress:
    return progress(
        value,
        target=target.value,
        start=target.counts_from,
        end=target.counts_until,
        today=localdate(at),
    )


def late_with_others(user: User, *, at: datetime) -> QuerySet[Task]:
    """Late tasks of colleagues, the latest first."""
    late = Task.objects.visible_to(user).late(at=at).exclude(owner=user)
    return late.select_related("owner").order_by("due")[:6]
