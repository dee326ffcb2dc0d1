"""What every tab of a mission's workspace shares: the mission, its chain and the other tabs."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chamber.chain import steps
from chamber.chain.models import Step
from missions.models import Mission

TABS = (  # name of the address, words, column of the count
    ("mission", _("Overview"), ""),
)


class Workspace(PermissionRequiredMixin):
    """Mix in before the view. ``tab`` is the name of its address; templates extend
    ``missions/workspace.html`` and fill ``content``."""

    permission_required = "missions.read"
    tab = ""

    @cached_property
    def mission(self):
        seen = Mission.objects.visible_to(self.request.user)
        return get_object_or_404(seen.select_related("pool", "lead"), pk=self.kwargs["mission"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            mission=self.mission,
            tabs=list(self.tabs()),
            steps=steps.around(self.mission, here=Step.MISSION, user=self.request.user),
            **kwargs,
        )

    def tabs(self):
        for name, label, column in TABS:
            yield {
                "label": label,
                "url": reverse(f"missions:{name}", args=[self.mission.pk]),
                "count": getattr(self.mission, column) if column else None,
                "current": name == self.tab,
            }
