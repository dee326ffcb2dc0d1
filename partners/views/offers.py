"""What organisations offer and ask for."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.chain import steps
from chamber.chain.models import Step
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from partners.filters import OfferFilter
from partners.forms.offers import OfferForm
from partners.matching import sources
from partners.models import Offer, Organisation
from partners.names import domain_of
from partners.views.editing import Editing
from partners.views.panels import WithPanels


class _Visible:
    model = Offer

    def get_queryset(self):
        return Offer.objects.visible_to(self.request.user).select_related("organisation")


class OfferList(PortalList, _Visible, ListView):
    filterset_class = OfferFilter
    sorts = {"-added": ("-pk",)}
    sort_labels = {"added": gettext_lazy("Added")}
    columns = (
        (gettext_lazy("Title"), str),
        (gettext_lazy("Kind"), "get_kind_display"),
        (gettext_lazy("Organisation"), lambda row: row.organisation),
        (gettext_lazy("Keywords"), lambda row: ", ".join(row.keywords)),
        (gettext_lazy("Source"), "source_url"),
    )
    csv_name = "offers"

    def ranked(self):
        """Best first, unless somebody chose another order."""
        hits = () if self.request.GET.get("sort") else self.filterset.hits
        keys = dict(self.shown.filter(profile__in=hits).values_list("profile", "pk"))
        return [keys[hit] for hit in hits if hit in keys] or None


class OfferDetail(WithPanels, _Visible, DetailView):
    def get_context_data(self, **kwargs):
        here, user = self.object, self.request.user
        return super().get_context_data(
            may_write=user.has_perm("partners.change")
            or user.has_perm("partners.write_draft", here.organisation),
            steps=steps.around(here, here=Step.TECHNOLOGY, user=user),
            topics=list(here.topics.all()),
            source=domain_of(here.source_url),
            **kwargs,
        )


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    permission_required = "partners.change"
    form_class = OfferForm

    def follow_up(self):
        sources.profile_offer(self.object, by=self.request.user)


class OfferCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Add an offer")

    @cached_property
    def organisation(self):
        seen = Organisation.objects.visible_to(self.request.user)
        return get_object_or_404(seen, slug=self.kwargs["slug"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Offer(organisation=self.organisation)}

    def above(self):
        return self.organisation.get_absolute_url(), self.organisation


class OfferEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
