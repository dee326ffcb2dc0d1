"""Targets of the six objectives."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import CreateView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.home.forms import TargetForm
from chamber.home.models import Target


class TargetList(PermissionRequiredMixin, ListView):
    permission_required = "home.view_targets"

    def get_queryset(self):
        return Target.objects.visible_to(self.request.user)


class _TargetEdit:
    model = Target
    permission_required = "home.set_targets"
    form_class = TargetForm
    success_url = reverse_lazy("home:targets")
    verb = ""

    def get_queryset(self):
        return Target.objects.visible_to(self.request.user)

    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log(self.verb, by=self.request.user, value=self.object.value)
        messages.success(self.request, _("Saved."))
        return response


class TargetCreate(_TargetEdit, PermissionRequiredMixin, SafeFormMixin, CreateView):
    verb = "target set"


class TargetUpdate(_TargetEdit, PermissionRequiredMixin, VersionedFormMixin, UpdateView):
    verb = "target changed"
