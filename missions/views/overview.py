"""The first tab: what is to be done, how far the mission is, and what changed."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from chamber.jobs.models import Task
from chamber.slots import objectives
from missions import history, planning
from missions.figures import figures
from missions.models import Mission
from missions.views.workspace import Workspace

State = Mission.State
ONWARD = {
    State.PLANNED: _("Move on to: planned"),
    State.INVITING: _("Move on to: inviting"),
    State.CONFIRMED: _("Confirm the mission"),
    State.RUNNING: _("Start the mission"),
    State.COMPLETED: _("Complete the mission"),
}


class Overview(Workspace, TemplateView):
    template_name = "missions/overview.html"
    tab = "mission"

    def get_context_data(self, **kwargs):
        now, mission = timezone.now(), self.mission
        may_plan = self.request.user.has_perm("missions.plan")
        onward = planning.NEXT.get(mission.state)
        tasks = list(self.tasks())
        return super().get_context_data(
            now=now,
            tasks=[task for task in tasks if not task.done_at],
            done=[task for task in tasks if task.done_at],
            figures=figures(mission, at=now),
            entries=history.changed(mission, user=self.request.user),
            objectives=[one for one in objectives if one.number in mission.objectives],
            places=mission.host_places.all(),
            onward=onward,
            onward_words=ONWARD.get(onward, ""),
            secondary_url=may_plan and self.url("mission_edit"),
            secondary_label=gettext("Edit"),
            may_cancel=State.CANCELLED in planning.steps_from(mission.state),
            **kwargs,
        )

    def tasks(self):
        """Those that lead to this page, in whichever language they were planned."""
        seen = Task.objects.visible_to(self.request.user).select_related("owner")
        return seen.filter(url__in=addresses(self.mission))


def addresses(mission):
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield reverse("missions:mission", args=[mission.pk])
