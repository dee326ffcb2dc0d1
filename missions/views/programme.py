"""The programme, day by day: the picture, the table, and the items one by one."""

from datetime import datetime, time, timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from chamber.bookings.wallclock import BRUSSELS
from chamber.charts import zones
from missions.lanes import KYIV, picture
from missions.models import Delegation, ProgrammeItem
from missions.views.workspace import Workspace

ALL = "all"


class Programme(Workspace, TemplateView):
    """One day, or all of them to print."""

    template_name = "missions/programme.html"
    tab = "programme"

    def get_context_data(self, **kwargs):
        day, may_plan = self.day(), self.request.user.has_perm("missions.plan")
        return super().get_context_data(
            days=list(self.day_tabs(day)),
            shown=[self.shown(one) for one in (self.days if day is None else [day])],
            primary_url=may_plan and f"{self.url('item_new')}?day={day or self.days[0]}",
            primary_label=_("Add an item"),
            secondary_url=f"?day={ALL}" if day else "",
            secondary_label=_("Whole programme, to print"),
            **kwargs,
        )

    @cached_property
    def days(self):
        first = timezone.localdate(self.mission.starts_at)
        last = timezone.localdate(self.mission.ends_at - timedelta(microseconds=1))
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def day(self):
        """The day in the address; None for all, and the first one there is when it says nothing."""
        wanted = self.request.GET.get("day", "")
        if wanted == ALL:
            return None
        day = _date(wanted)
        return day if day in self.days else self.days[0]

    def day_tabs(self, day):
        for one in self.days:
            yield {"label": zones.day(_noon(one)), "url": f"?day={one}", "current": one == day}
        if len(self.days) > 1:
            yield {"label": _("All days"), "url": f"?day={ALL}", "current": day is None}

    @cached_property
    def items(self):
        seen = ProgrammeItem.objects.visible_to(self.request.user).filter(mission=self.mission)
        going = Prefetch("delegations", Delegation.objects.select_related("city"))
        fetched = seen.select_related("place").prefetch_related("hosts", going, "resources")
        return list(fetched)

    def shown(self, day):
        """A day as the template draws it."""
        items = [item for item in self.items if timezone.localdate(item.starts_at) == day]
        return {
            "day": day,
            "title": _title(day, len(items)),
            "ahead": _ahead(day),
            "items": [(item, *zones.in_zones(item.starts_at, item.ends_at)) for item in items],
            "picture": picture(items, day=day, delegations=self.mission.delegations.all()),
        }


def _title(day, count):
    if not count:
        return zones.day(_noon(day))
    words = ngettext("%(day)s: %(count)d item", "%(day)s: %(count)d items", count)
    return words % {"day": zones.day(_noon(day)), "count": count}


def _ahead(day):
    noon = _noon(day)
    hours = round((noon.astimezone(KYIV).utcoffset() - noon.utcoffset()) / timedelta(hours=1))
    words = ngettext(
        "Kyiv is %(hours)d hour ahead of Brussels.",
        "Kyiv is %(hours)d hours ahead of Brussels.",
        hours,
    )
    return words % {"hours": hours}


def _date(words):
    try:
        return parse_date(words)
    except ValueError:  # 31 February
        return None


def _noon(day):
    return datetime.combine(day, time(12), tzinfo=BRUSSELS)
