"""Background work as its owner sees it: progress, cancel, result, try again."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from chamber.jobs import queue
from chamber.jobs.filters import JobFilter
from chamber.jobs.models import Job
from chamber.lists.views import PortalList


class JobList(LoginRequiredMixin, PortalList, ListView):
    model = Job
    filterset_class = JobFilter
    sorts = {"-asked": ("-created_at",), "title": ("title",)}

    def get_queryset(self):
        return Job.objects.visible_to(self.request.user).select_related("owner")


class JobDetail(LoginRequiredMixin, DetailView):
    """The whole page, or for a poll only what changes on it."""

    def get_queryset(self):
        return Job.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        job = self.object
        return super().get_context_data(
            poll_url=job.get_absolute_url(),
            cancel_url=reverse("jobs:cancel", args=[job.pk]),
            again_url=reverse("jobs:again", args=[job.pk]),
            **kwargs,
        )

    def get_template_names(self):
        return ["parts/progress_state.html" if self.request.htmx else "jobs/job_detail.html"]


@require_POST
@login_required
def cancel(request, pk):
    queue.cancel(_to_steer(request, pk))
    return redirect("jobs:detail", pk)


@require_POST
@login_required
def again(request, pk):
    queue.again(_to_steer(request, pk))
    return redirect("jobs:detail", pk)


def _to_steer(request, pk):
    """A job this person may stop and start: the own ones, and every one for those who plan."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if job.owner != request.user and not request.user.has_perm("jobs.plan"):
        raise PermissionDenied
    return job
