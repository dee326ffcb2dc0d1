"""Tasks: what one person has to do by when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.jobs.filters import TaskFilter
from chamber.jobs.forms import TaskForm
from chamber.jobs.models import Task
from chamber.lists.views import PortalList


class TaskList(LoginRequiredMixin, PortalList, ListView):
    model = Task
    filterset_class = TaskFilter
    sorts = {"due": ("due",), "what": ("what",)}
    sort_labels = {"due": _("Due"), "what": _("What")}
    columns = (
        (_("Due"), "due"),
        (_("What"), "what"),
        (_("Belongs to"), "context"),
        (_("Objective"), "objective"),
        (_("Owner"), "owner"),
        (_("Asked by"), "asked_by"),
        (_("Done"), "done_at"),
    )

    def get_queryset(self):
        return Task.objects.visible_to(self.request.user).select_related("owner", "asked_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(now=timezone.now(), **kwargs)


class TaskCreate(PermissionRequiredMixin, SafeFormMixin, CreateView):
    permission_required = "jobs.plan"
    model = Task
    form_class = TaskForm
    success_url = reverse_lazy("jobs:tasks")

    def get_initial(self):
        return {"owner": self.request.user}

    def form_valid(self, form):
        form.instance.asked_by = self.request.user
        response = super().form_valid(form)
        self.object.log("asked", by=self.request.user)
        messages.success(self.request, gettext("The task is planned."))
        return response


class TaskDetail(LoginRequiredMixin, DetailView):
    def get_queryset(self):
        people = ("owner", "asked_by", "done_by")
        return Task.objects.visible_to(self.request.user).select_related(*people)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            may_finish=_may_finish(self.request.user, self.object), **kwargs
        )


class TaskUpdate(PermissionRequiredMixin, VersionedFormMixin, UpdateView):
    permission_required = "jobs.plan"
    form_class = TaskForm

    def get_queryset(self):
        return Task.objects.visible_to(self.request.user)

    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log("changed", by=self.request.user)
        messages.success(self.request, gettext("Saved."))
        return response


@require_POST
@login_required
def done(request, pk):
    """The owner, or who plans at the chamber, says that it is done; twice is harmless."""
    task = get_object_or_404(Task.objects.visible_to(request.user), pk=pk)
    if not _may_finish(request.user, task):
        raise PermissionDenied
    if task.finish(by=request.user, at=timezone.now()):
        messages.success(request, gettext("Done: %(what)s") % {"what": task.what})
    return redirect("jobs:tasks")


def _may_finish(user, task):
    return task.owner == user or user.has_perm("jobs.plan")
