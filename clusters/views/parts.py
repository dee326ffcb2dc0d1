"""What hangs on a cluster: its members and its figures, kept by the chamber."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DeleteView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from clusters.forms.clusters import FigureForm, MemberForm
from clusters.models import Cluster, ClusterIndicator, ClusterMembership
from partners.directory import facets


class _Part(PermissionRequiredMixin):
    """``verb`` goes into the history of the cluster."""

    permission_required = "clusters.change"
    template_name = "clusters/part_form.html"
    model: type[Model]
    verb = title = ""

    def get_queryset(self):
        rows = self.model.objects.visible_to(self.request.user)
        return rows.filter(cluster__in=Cluster.objects.visible_to(self.request.user))

    @cached_property
    def cluster(self):
        if "slug" in self.kwargs:
            rows = Cluster.objects.visible_to(self.request.user)
            return get_object_or_404(rows, slug=self.kwargs["slug"])
        return self.object.cluster

    def get_success_url(self):
        return self.cluster.get_absolute_url()

    def form_valid(self, form):
        response = super().form_valid(form)
        self.cluster.log(self.verb, by=self.request.user)
        messages.success(self.request, _("Saved."))
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(cluster=self.cluster, title=self.title, **kwargs)


class _Member(_Part):
    model = ClusterMembership

    def form_valid(self, form):
        response = super().form_valid(form)
        facets.write_rows([self.object.organisation])
        return response


class MemberAdd(_Member, SafeFormMixin, CreateView):
    form_class = MemberForm
    verb, title = "member added", gettext_lazy("Add a member")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cluster": self.cluster}


class MemberRemove(_Member, SafeFormMixin, DeleteView):
    template_name = "clusters/part_confirm_delete.html"
    verb, title = "member removed", gettext_lazy("Take the member off?")


class FigureAdd(_Part, SafeFormMixin, CreateView):
    model, form_class = ClusterIndicator, FigureForm
    verb, title = "figure added", gettext_lazy("Add a figure")

    def form_valid(self, form):
        form.instance.cluster = self.cluster
        return super().form_valid(form)


class FigureEdit(_Part, VersionedFormMixin, UpdateView):
    model, form_class = ClusterIndicator, FigureForm
    verb, title = "figure changed", gettext_lazy("Edit the figure")


class FigureRemove(_Part, SafeFormMixin, DeleteView):
    model = ClusterIndicator
    template_name = "clusters/part_confirm_delete.html"
    verb, title = "figure removed", gettext_lazy("Take the figure off?")
