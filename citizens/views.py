"""The needs of the cities: public when published; officials and the chamber write them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.chain import steps
from chamber.chain.models import Step
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.jobs.models import Job
from chamber.lists.views import PortalList
from citizens import needs
from citizens.filters import NeedFilter
from citizens.forms import NeedForm
from citizens.models import Need
from partners.matching import reasons
from partners.models import MatchProfile
from partners.names import domain_of
from partners.views.editing import Editing
from partners.views.panels import WithPanels


def public_city(need):
    """A public page names no city that the source does not name."""
    return "" if need.city_assigned else need.city


class _Visible:
    model = Need

    def get_queryset(self):
        return Need.objects.visible_to(self.request.user).select_related("city", "profile")


class NeedList(PortalList, _Visible, ListView):
    filterset_class = NeedFilter
    sorts = {"-added": ("-pk",)}
    columns = (
        (gettext_lazy("What is needed"), str),
        (gettext_lazy("City"), public_city),
        (gettext_lazy("Horizon"), "get_horizon_display"),
        (gettext_lazy("Topics"), lambda need: ", ".join(map(str, need.topics.all()))),
        (gettext_lazy("People affected"), "people_affected"),
        (gettext_lazy("Who says so"), "get_source_display"),
        (gettext_lazy("Source"), "source_url"),
    )
    csv_name = "needs"

    def get_queryset(self):
        return super().get_queryset().listed()

    def get_context_data(self, **kwargs):
        strip = steps.overview(self.request.user, here=Step.NEED)
        return super().get_context_data(steps=strip, **kwargs)


class NeedDetail(WithPanels, _Visible, DetailView):
    def get_context_data(self, **kwargs):
        need, user = self.object, self.request.user
        may_change = user.has_perm("citizens.change_need", need)
        within = may_change or (user.is_authenticated and user.is_chamber)
        return super().get_context_data(
            steps=steps.around(need, here=Step.NEED, user=user),
            city=need.city if within else public_city(need),
            topics=list(need.topics.all()),
            source=domain_of(need.source_url),
            may_change=may_change,
            sees_suggestions=within,
            explained=reasons.explain(self.suggestions()) if within else [],
            **kwargs,
        )

    def suggestions(self):
        """What stands, of what this reader may see."""
        if self.object.profile is None:
            return []
        seen = MatchProfile.objects.visible_to(self.request.user)
        standing = self.object.profile.suggestions.standing().filter(candidate__in=seen)
        return standing.select_related("candidate__provider", "decided_by")


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    form_class = NeedForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def follow_up(self):
        needs.keep(self.object, by=self.request.user)


class NeedCreate(_Writing, SafeFormMixin, CreateView):
    permission_required = "citizens.add_need"
    verb = "created"
    new_title = gettext_lazy("Write down a need")
    up = ("citizens:needs", gettext_lazy("Needs"))

    def form_valid(self, form):
        form.instance.written_by = self.request.user
        return super().form_valid(form)


class NeedEdit(_Writing, VersionedFormMixin, UpdateView):
    def has_permission(self):
        user = self.request.user
        return user.is_authenticated and user.has_perm("citizens.change_need", self.get_object())


@require_POST
@login_required
def match(request, pk):
    """Find partners for this need again, in the background."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("citizens.change_need", need):
        raise PermissionDenied
    job = needs.find_again(need, by=request.user)
    if Job.objects.visible_to(request.user).filter(pk=job.pk).exists():
        return redirect(job)
    messages.info(request, _("Somebody has asked for this already. Look again in a minute."))
    return redirect(need)
