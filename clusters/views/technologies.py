"""Technologies that are passed on: public when published, writing staff keep them."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.chain import steps
from chamber.chain.models import Step
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from clusters import technologies
from clusters.filters import TechnologyFilter
from clusters.forms.technologies import TechnologyForm
from clusters.models import Technology
from clusters.readiness import LEVELS
from partners.models import Organisation, Topic
from partners.views.editing import Editing
from partners.views.panels import WithPanels


def providers_of(technology):
    return ", ".join(map(str, technology.seen_providers))


class _Visible:
    model = Technology

    def get_queryset(self):
        """With the providers that this reader may see."""
        user = self.request.user
        seen = Prefetch(
            "providers", Organisation.objects.visible_to(user), to_attr="seen_providers"
        )
        rows = Technology.objects.visible_to(user)
        return rows.prefetch_related(Prefetch("topics", Topic.objects.named()), seen)


class TechnologyList(PortalList, _Visible, ListView):
    filterset_class = TechnologyFilter
    sorts = {"-added": ("-pk",), "-readiness": ("-known_readiness",)}
    sort_labels = {"added": gettext_lazy("Added"), "readiness": gettext_lazy("Readiness")}
    columns = (
        (gettext_lazy("Title"), str),
        (gettext_lazy("Providers"), providers_of),
        (gettext_lazy("Topics"), lambda row: ", ".join(map(str, row.topics.all()))),
        (gettext_lazy("Readiness level"), "readiness"),
        (gettext_lazy("Evidence"), "get_evidence_display"),
    )
    csv_name = "technologies"

    def get_queryset(self):
        return super().get_queryset().annotate(known_readiness=Coalesce("readiness", 0))

    def get_context_data(self, **kwargs):
        strip = steps.overview(self.request.user, here=Step.TECHNOLOGY)
        return super().get_context_data(steps=strip, **kwargs)


class TechnologyDetail(WithPanels, _Visible, DetailView):
    def get_context_data(self, **kwargs):
        here = self.object
        return super().get_context_data(
            steps=steps.around(here, here=Step.TECHNOLOGY, user=self.request.user),
            level=LEVELS.get(here.readiness),
            **kwargs,
        )


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    permission_required = "clusters.change"
    form_class = TechnologyForm

    def follow_up(self):
        technologies.keep(self.object, by=self.request.user)


class TechnologyCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Add a technology")
    up = ("clusters:technologies", gettext_lazy("Technologies"))


class TechnologyEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
