"""What a mission has reached, against its targets and the calendar."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chamber.charts.progress import BEHIND, OFF_TRACK, ON_TRACK, progress
from missions.models import Mission, MissionPartner, MissionTarget, Participant, ProgrammeItem
from missions.models.missions import number_of
from missions.programme import ANSWERS

What = MissionTarget.What


def figures(mission: Mission, *, at: datetime) -> list[dict[str, Any]]:
    """One for each target that was set, as parts/figure.html takes it."""
    targets = list(mission.targets.all())
    values = reached(mission) if targets else {}
    return [_figure(mission, target, values[target.what], at) for target in targets]


def reached(mission: Mission) -> dict[str, int]:
    """Participants who accepted, hosts that confirmed, needs with a confirmed visit or meeting."""
    met = mission.items.filter(kind__in=ANSWERS, state=ProgrammeItem.State.CONFIRMED)
    counts: dict[str, Any] = {
        What.PARTICIPANTS: number_of(
            "participants", participants__state=Participant.State.ACCEPTED
        ),
        What.HOSTS: number_of("partners", partners__state=MissionPartner.State.CONFIRMED),
        What.NEEDS: number_of("needs", needs__in=met.values("needs")),
    }
    found = Mission.objects.filter(pk=mission.pk).values_list(*counts.values()).get()
    return {what: n or 0 for what, n in zip(counts, found, strict=True)}


def _figure(mission: Mission, target: MissionTarget, value: int, at: datetime) -> dict[str, Any]:
    start, end = _span(mission, target.what)
    stands = progress(value, target=target.value, start=start, end=end, today=_day(at))
    kind, words = {
        ON_TRACK: ("ok", _("on track")),
        BEHIND: ("late", _("behind")),
        OFF_TRACK: ("stop", _("off track")),
    }[stands.verdict]
    return {
        "label": capfirst(target.get_what_display()),
        "value": value,
        "target": target.value,
        "percent": stands.percent,
        "expected": stands.expected_percent,
        "kind": kind,
        "words": words,
    }


def _span(mission: Mission, what: str) -> tuple[date, date]:
    """From the day the mission was set up until people must have answered, or until it starts."""
    end = _day(mission.answer_by if what == What.PARTICIPANTS else mission.starts_at)
    return min(_day(mission.created_at), end - timedelta(days=1)), end


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
