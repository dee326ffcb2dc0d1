"""What the head of every page of a mission says: when, who, where to, and how it stands."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.charts import zones
from chamber.glossary.fallback import read
from missions.models import Mission

State = Mission.State
STATUS = {
    State.DRAFT: "planned",
    State.PLANNED: "planned",
    State.INVITING: "now",
    State.CONFIRMED: "ok",
    State.RUNNING: "now",
    State.COMPLETED: "ok",
    State.CANCELLED: "stop",
}


def heading(mission, *, at):
    """Context of parts/page_header.html; the delegations are best fetched along."""
    facts = [
        dates(mission),
        ", ".join(str(delegation) for delegation in mission.delegations.all()),
        _("to %(region)s") % {"region": read(mission, "host_region").words},
        _until(mission, at),
    ]
    return {
        "facts": [fact for fact in facts if fact],
        "status_kind": STATUS[mission.state],
        "status_words": mission.get_state_display(),
    }


def dates(mission):
    first, last = (timezone.localtime(moment) for moment in (mission.starts_at, mission.ends_at))
    if first.date() == last.date():
        return zones.day(first)
    return f"{zones.day(first)} – {zones.day(last)}"


def _until(mission, at):
    days = (timezone.localdate(mission.starts_at) - timezone.localdate(at)).days
    if days < 1 or mission.state in (State.COMPLETED, State.CANCELLED):
        return ""
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
