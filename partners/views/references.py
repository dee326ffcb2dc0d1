"""What an organisation has done before, kept by staff."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DeleteView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from partners.forms.references import ReferenceForm
from partners.models import Organisation, Reference
from partners.views.editing import Editing


class _Kept(PermissionRequiredMixin):
    """Of the organisation in the address, as far as the reader sees both."""

    model = Reference
    permission_required = "partners.change"

    @cached_property
    def organisation(self):
        seen = Organisation.objects.visible_to(self.request.user)
        return get_object_or_404(seen, slug=self.kwargs["slug"])

    def get_queryset(self):
        seen = Reference.objects.visible_to(self.request.user)
        return seen.filter(organisation=self.organisation)


class _Writing(Editing, _Kept):
    form_class = ReferenceForm
    slug_url_kwarg = ""  # the slug is that of the organisation


class ReferenceCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Add a reference")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Reference(organisation=self.organisation)}

    def above(self):
        return self.organisation.get_absolute_url(), self.organisation


class ReferenceEdit(_Writing, VersionedFormMixin, UpdateView):
    pass


class ReferenceDelete(_Kept, SafeFormMixin, DeleteView):
    slug_url_kwarg = ""

    def get_success_url(self):
        return self.object.get_absolute_url()

    def form_valid(self, form):
        self.object.log("deleted", by=self.request.user)
        messages.success(self.request, _("The reference is deleted."))
        return super().form_valid(form)
