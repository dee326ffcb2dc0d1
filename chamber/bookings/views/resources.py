from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.bookings.filters import ResourceFilter
from chamber.bookings.forms import ResourceForm
from chamber.bookings.models import Booking, Resource
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.history import lines
from chamber.lists.views import PortalList

PAST_SHOWN = 20
ENTRIES_SHOWN = 5


class Resources(PermissionRequiredMixin):
    """Whose object is a resource that the signed-in person may see."""

    model = Resource
    permission_required = "bookings.view"

    def get_queryset(self):
        return Resource.objects.visible_to(self.request.user)


class ResourceList(Resources, PortalList, ListView):
    template_name = "bookings/resource_list.html"
    filterset_class = ResourceFilter
    sorts = {"name": ("label",), "kind": ("kind", "label")}
    sort_labels = {"name": _("Name of the resource"), "kind": _("Kind")}
    columns = (
        (_("Name of the resource"), "label"),
        (_("Kind"), "get_kind_display"),
        (_("In use"), "active"),
    )

    def get_queryset(self):
        coming = Booking.objects.filter(resource=OuterRef("pk")).ending_after(timezone.now())
        first = Subquery(coming.order_by("during").values("during")[:1])
        return super().get_queryset().annotate(next_during=first)


class ResourceDetail(Resources, DetailView):
    template_name = "bookings/resource_detail.html"

    def get_context_data(self, **kwargs):
        bookings, now = self.object.bookings.select_related("booked_by"), timezone.now()
        return super().get_context_data(
            coming=bookings.ending_after(now),
            past=bookings.over_by(now).order_by("-during")[:PAST_SHOWN],
            facts=[capfirst(self.object.get_kind_display())],
            entries=[
                {"sentence": capfirst(lines.said(entry)), "by": entry.by, "at": entry.at}
                for entry in self.object.log_entries()[:ENTRIES_SHOWN]
            ],
            **kwargs,
        )


class ResourceForms(Resources):
    permission_required = "bookings.change"
    form_class = ResourceForm
    template_name = "bookings/resource_form.html"

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log(self.verb, by=self.request.user)
        messages.success(self.request, gettext("Saved."))
        return response


class ResourceCreate(ResourceForms, SafeFormMixin, CreateView):
    verb = "created"


class ResourceEdit(ResourceForms, VersionedFormMixin, UpdateView):
    verb = "changed"
