"""What every tab of a mission's workspace shares: the mission, its chain and the other tabs."""

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from chamber.chain import steps
from chamber.chain.models import Step
from missions.models import Mission
from missions.views.heading import heading

TABS = (  # name of the address, words, column of the count
    ("mission", _("Overview"), ""),
    ("needs", _("Needs"), "needs_n"),
    ("partners", _("Partners"), "partners_n"),
    ("delegation", _("Delegation"), "participants_n"),
    ("programme", _("Programme"), "items_n"),
    ("invitations", _("Invitations"), ""),
    ("brief", _("Brief"), ""),
)
NEIGHBOURS = {  # the tab that lists what a step of the chain counts
    Step.NEED: "needs",
    Step.TECHNOLOGY: "partners",
    Step.PARTNER: "partners",
    Step.MEETING: "programme",
}


class Workspace(PermissionRequiredMixin):
    """Mix in before the view. ``tab`` is the name of its address; templates extend
    ``missions/workspace.html`` and fill ``content``. Reading is for the chamber; what changes
    something is for those who plan."""

    permission_required = "missions.read"
    related = ("pool", "lead")  # fetched with the mission
    tab = ""

    def get_permission_required(self):
        reads = self.request.method in ("GET", "HEAD")
        return super().get_permission_required() if reads else ["missions.plan"]

    @cached_property
    def mission(self):
        seen = Mission.objects.visible_to(self.request.user).counted()
        rows = seen.select_related(*self.related).with_cities()
        return get_object_or_404(rows, pk=self.kwargs["mission"])

    def get_context_data(self, **kwargs):
        context = {
            "tabs": SimpleLazyObject(lambda: list(self.tabs())),
            "steps": SimpleLazyObject(lambda: list(self.steps())),  # a form does not ask
            "may_plan": self.request.user.has_perm("missions.plan"),
            **heading(self.mission, at=timezone.now()),
        }
        return super().get_context_data(**context | kwargs | {"mission": self.mission})

    def tabs(self):
        for name, label, column in TABS:
            yield {
                "label": label,
                "url": self.url(name),
                "count": getattr(self.mission, column, None) if column else None,
                "current": name == self.tab,
            }

    def steps(self):
        around = steps.around(self.mission, here=Step.MISSION, user=self.request.user)
        for step, row in zip(Step, around, strict=True):
            listed = row["url"] == "#chain" and step in NEIGHBOURS
            yield row | {"url": self.url(NEIGHBOURS[step])} if listed else row

    def url(self, name):
        return reverse(f"missions:{name}", args=[self.mission.pk])


class Planning(Workspace):
    """A form of the workspace: it is for those who plan, to look at as well."""

    permission_required = "missions.plan"


def chosen(rows, key):
    """The one of ``rows`` that a button names by its ``key``; what is no key is not found."""
    try:
        return forms.ModelChoiceField(rows).clean(key)
    except ValidationError as error:
        raise Http404 from error
