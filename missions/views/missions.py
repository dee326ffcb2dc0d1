"""Missions: the list, the page that everybody or the chamber sees, and what changes them."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, TemplateView, UpdateView, View

from chamber import errors
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.glossary.fallback import read
from chamber.jobs.views.tasks import TaskCreate
from chamber.lists.views import PortalList
from citizens.models import Need
from missions import invitations, planning
from missions.filters import MissionFilter
from missions.forms.missions import MissionForm
from missions.models import Mission
from missions.views.heading import STATUS, dates, heading
from missions.views.overview import Overview
from missions.views.workspace import Planning


class MissionList(PortalList, ListView):
    model = Mission
    filterset_class = MissionFilter
    sorts = {"-starts": ("-starts_at",)}
    sort_labels = {"starts": gettext_lazy("Date")}
    columns = (
        (gettext_lazy("Mission"), str),
        (gettext_lazy("Starts"), "starts_at"),
        (gettext_lazy("Ends"), "ends_at"),
        (gettext_lazy("Cities"), lambda mission: ", ".join(map(str, mission.delegations.all()))),
        (gettext_lazy("Host region"), lambda mission: read(mission, "host_region").words),
        (gettext_lazy("State"), "get_state_display"),
    )
    csv_name = "missions"

    def get_queryset(self):
        return Mission.objects.visible_to(self.request.user).with_cities()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [(one, dates(one), STATUS[one.state]) for one in context["object_list"]]
        return context | {"missions": rows}


def mission_page(request, mission):
    """One address for a mission: the chamber's workspace, or what everybody may know of it."""
    view = Overview if request.user.has_perm("missions.read") else PublicMission
    return view.as_view()(request, mission=mission)


class PublicMission(DetailView):
    template_name = "missions/mission_public.html"
    pk_url_kwarg = "mission"

    def get_queryset(self):
        seen = Mission.objects.visible_to(self.request.user)
        return seen.with_cities().prefetch_related("host_places")

    def get_context_data(self, **kwargs):
        needs = Need.objects.visible_to(self.request.user).filter(missions=self.object)
        return super().get_context_data(
            needs=needs.select_related("city").order_by("city", "pk"),
            **heading(self.object, at=timezone.now()),
            **kwargs,
        )


class _MissionForms:
    model = Mission
    form_class = MissionForm
    template_name = "missions/mission_form.html"
    extra_context = {"form_template": "missions/mission_fields.html"}

    def form_valid(self, form):
        mission = form.save(commit=False)
        self.store(mission, capacity=form.cleaned_data["capacity"], form=form)
        form.save_m2m()
        # After the places, which stand in the calendars too; a new mission has nobody to tell.
        invitations.tell_changes(mission, by=self.request.user, at=timezone.now())
        messages.success(self.request, self.said)
        return redirect(mission)


class MissionNew(_MissionForms, PermissionRequiredMixin, SafeFormMixin, CreateView):
    permission_required = "missions.plan"
    said = gettext_lazy("The mission is set up. Choose the needs that travel along.")

    def get_initial(self):
        return {"lead": self.request.user}

    def store(self, mission, *, capacity, form):
        cities, targets = form.cleaned_data["cities"], form.targets()
        by = self.request.user
        planning.set_up(mission, capacity=capacity, cities=cities, targets=targets, by=by)


class MissionEdit(_MissionForms, PermissionRequiredMixin, VersionedFormMixin, UpdateView):
    permission_required = "missions.plan"
    pk_url_kwarg = "mission"
    said = gettext_lazy("Your changes are saved.")

    def get_queryset(self):
        seen = Mission.objects.visible_to(self.request.user)
        return seen.select_related("pool", "lead").with_cities()

    def store(self, mission, *, capacity, form):
        planning.change(
            mission,
            capacity=capacity,
            cities=form.cleaned_data["cities"],
            targets=form.targets(),
            by=self.request.user,
            at=timezone.now(),
        )


class MissionAdvance(Planning, View):
    """The button that moves a mission on; cancelling asks first."""

    def post(self, request, **kwargs):
        mission, to = self.mission, request.POST.get("to", "")
        if to not in planning.NEXT.values():
            return errors.bad_request(request, ValueError(to))
        return _advance(request, mission, to)


class MissionCancel(Planning, TemplateView):
    template_name = "missions/mission_cancel.html"

    def post(self, request, **kwargs):
        return _advance(request, self.mission, Mission.State.CANCELLED)


def _advance(request, mission, to):
    try:
        planning.advance(mission, to=to, by=request.user, at=timezone.now())
    except planning.NoSuchStep:
        mission.refresh_from_db(fields=["state"])
        words = _("Nothing was changed. The state of the mission is: %(state)s.")
        messages.warning(request, words % {"state": mission.get_state_display()})
    else:
        words = _("The state of the mission is now: %(state)s.")
        messages.success(request, words % {"state": mission.get_state_display()})
    return redirect(mission)


class TaskNew(Planning, TaskCreate):
    """A task of this mission: it leads to the mission's page."""

    template_name = "missions/task_form.html"

    def get_initial(self):
        objective = min(self.mission.objectives, default=None)
        return super().get_initial() | {"objective": objective, "context": str(self.mission)}

    def form_valid(self, form):
        form.instance.url = reverse("missions:mission", args=[self.mission.pk])
        return super().form_valid(form)

    def get_success_url(self):
        return self.mission.get_absolute_url()
