"""What the pages of members share, and saying that everything is still right."""

from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from chamber.forms.views import SafeFormMixin
from partners.forms.own import ReasonForm
from partners.keeping import archiving, renewal, terms
from partners.models import Offer, Organisation


class OfOrganisation(AccessMixin):
    """Pages of one organisation: 404 for who may not see it, 403 without ``permission``."""

    permission: str

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not request.user.has_perm(self.permission, self.organisation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organisation(self):
        seen = Organisation.objects.visible_to(self.request.user)
        return get_object_or_404(seen, slug=self.kwargs["slug"])


class OfOffer(OfOrganisation):
    @cached_property
    def offer(self):
        seen = Offer.objects.visible_to(self.request.user).select_related("organisation")
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    @property
    def organisation(self):
        return self.offer.organisation


def by_chamber_or_members(chamber, members):
    """One address, two ways to write: the chamber's people change the row, members its draft."""

    def view(request, **kwargs):
        user = request.user
        writes = user.is_authenticated and user.is_writing_staff
        return (chamber if writes else members)(request, **kwargs)

    return view


class Confirm(OfOrganisation, View):
    permission = "partners.confirm"

    def post(self, request, slug):
        try:
            renewal.confirm(self.organisation, by=request.user, at=timezone.now())
        except renewal.NotPublic:
            messages.warning(request, _("What is not published cannot be confirmed."))
        else:
            messages.success(request, _("Thank you. It counts as right for another year."))
        return redirect(self.organisation)


class Prolong(OfOffer, View):
    permission = "partners.confirm"

    def post(self, request, pk):
        try:
            terms.prolong(self.offer, by=request.user, at=timezone.now())
        except renewal.NotPublic:
            messages.warning(request, _("What is not published cannot be confirmed."))
        else:
            messages.success(request, _("Thank you. It stands for another year."))
        return redirect(self.offer)


class Archive(OfOrganisation, SafeFormMixin, FormView):
    permission = "partners.change"
    form_class = ReasonForm
    template_name = "partners/archive.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)

    def form_valid(self, form):
        reason = form.cleaned_data["reason"]
        archiving.archive(self.organisation, reason=reason, by=self.request.user)
        messages.success(self.request, _("It is archived."))
        return redirect(self.organisation)


class BringBack(OfOrganisation, View):
    permission = "partners.change"

    def post(self, request, slug):
        archiving.bring_back(self.organisation, by=request.user)
        messages.success(request, _("It is back in the directory, as it was before."))
        return redirect(self.organisation)
