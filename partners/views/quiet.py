"""Organisations that the chamber has not been in touch with, and how often it wants to be."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, UpdateView

from chamber.forms.views import SafeFormMixin
from chamber.lists.views import PortalList
from chamber.slots import timeline
from partners.contact import with_quiet
from partners.filters_contact import QuietFilter
from partners.forms.interactions import RhythmForm
from partners.isocodes import country_name
from partners.models import ContactRhythm, Organisation


def days_quiet(row):
    return (timezone.now() - row.quiet_since).days


class QuietList(PermissionRequiredMixin, PortalList, ListView):
    """Those with whom there was a contact once, or for whom one is wanted."""

    model = Organisation
    permission_required = "partners.see_interactions"
    template_name = "partners/quiet_list.html"
    filterset_class = QuietFilter
    sort_labels = {
        "since": gettext_lazy("Longest without contact"),
        "name": gettext_lazy("Name"),
    }
    columns = (
        (gettext_lazy("Name"), str),
        (gettext_lazy("Kind"), "kind_words"),
        (gettext_lazy("Country"), lambda row: country_name(row.country)),
        (gettext_lazy("Without contact since"), "quiet_since"),
        (gettext_lazy("Days"), days_quiet),
        (gettext_lazy("Wanted every (days)"), "rhythm.every_days"),
        (gettext_lazy("Who looks after it"), "rhythm.owner"),
    )
    csv_name = "no-contact"

    def get_queryset(self):
        seen = Organisation.objects.visible_to(self.request.user)
        return with_quiet(seen.select_related("rhythm__owner")).filter(quiet_since__isnull=False)

    def dressed(self, rows):
        for row in rows:
            row.days = days_quiet(row)
            row.wanted = getattr(row, "rhythm", None)
            yield row

    def get_sorts(self):
        return {"since": ("quiet_since",), "name": (f"sort_{get_language()}",)}


class _OfOrganisation(PermissionRequiredMixin):
    @cached_property
    def organisation(self):
        seen = Organisation.objects.visible_to(self.request.user)
        return get_object_or_404(seen, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)


class Contacts(_OfOrganisation, TemplateView):
    """Everything between the chamber and one organisation, the newest first."""

    permission_required = "partners.see_interactions"
    template_name = "partners/contacts.html"

    def get_context_data(self, **kwargs):
        here, user = self.organisation, self.request.user
        lines = [line for source in timeline for line in source(here, user)]
        lines.sort(key=lambda line: line.at, reverse=True)
        rhythm = ContactRhythm.objects.filter(organisation=here).select_related("owner").first()
        return super().get_context_data(lines=lines, rhythm=rhythm, **kwargs)


class RhythmEdit(_OfOrganisation, SafeFormMixin, UpdateView):
    permission_required = "partners.log_interaction"
    form_class = RhythmForm
    template_name = "partners/rhythm_form.html"

    def get_object(self, queryset=None):
        found = ContactRhythm.objects.filter(organisation=self.organisation).first()
        return found or ContactRhythm(organisation=self.organisation, owner=self.request.user)

    def answer(self, request, *args, **kwargs):
        if "stop" not in request.POST:
            return super().answer(request, *args, **kwargs)
        ContactRhythm.objects.filter(organisation=self.organisation).delete()
        return self.saved()

    def form_valid(self, form):
        form.save()
        return self.saved()

    def saved(self):
        messages.success(self.request, _("Saved."))
        return redirect(self.organisation)
