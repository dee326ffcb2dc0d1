"""Sanctions lists: bringing them in, and looking at who may stand on one."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, ListView, TemplateView, View

from chamber.forms.views import SafeFormMixin
from chamber.headers import takes
from chamber.jobs import queue as jobs
from chamber.lists.views import PortalList
from partners.filters import HitFilter
from partners.forms.sanctions import ColumnsForm, DecisionForm, ListForm
from partners.importing import preview
from partners.models import ListEdition, SanctionsHit, SanctionsList
from partners.trust import deciding, editions, screening
from partners.views.uploads import Upload


class _Reading(PermissionRequiredMixin):
    """The chamber reads; writing staff change."""

    def get_permission_required(self):
        reads = self.request.method in ("GET", "HEAD")
        return ["partners.see_checks" if reads else "partners.check"]


class HitList(PortalList, _Reading, ListView):
    """Those that wait for somebody, unless a filter asks for others; the nearest first."""

    model = SanctionsHit
    filterset_class = HitFilter
    sorts = {"-score": ("-score",)}

    def get_queryset(self):
        seen = SanctionsHit.objects.visible_to(self.request.user)
        rows = seen if self.request.GET.get("state") else seen.to_decide()
        return rows.select_related("entry__of")

    def get_context_data(self, **kwargs):
        lists = SanctionsList.objects.visible_to(self.request.user).exclude(imported_at=None)
        return super().get_context_data(lists=lists, **kwargs)


class HitDetail(_Reading, SafeFormMixin, FormView):
    """Both sides beside each other; POST says whether they are the same."""

    form_class = DecisionForm
    template_name = "partners/sanctionshit_detail.html"

    @cached_property
    def hit(self):
        seen = SanctionsHit.objects.visible_to(self.request.user)
        rows = seen.select_related("entry__of", "organisation__seat", "by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        subject = self.hit.subject
        return super().get_context_data(
            hit=self.hit,
            entry=self.hit.entry,
            subject=subject,
            names=screening.names_of(subject),
            numbers=subject.identifiers.all() if self.hit.organisation else [],
            **kwargs,
        )

    def form_valid(self, form):
        deciding.decide(self.hit, **self.said(form), by=self.request.user, at=timezone.now())
        messages.success(self.request, _("Saved."))
        return redirect("partners:sanctions")

    def said(self, form):
        return {name: form.cleaned_data[name] for name in ("state", "reason")}


class Compare(PermissionRequiredMixin, View):
    """Everything once more, at a button."""

    permission_required = "partners.check"

    def post(self, request):
        job = screening.everything_soon(by=request.user)
        if job is None:
            messages.warning(request, _("There is no list to compare with yet."))
            return redirect("partners:sanctions_lists")
        return redirect(job)


class ListList(PortalList, _Reading, ListView):
    model = ListEdition
    template_name = "partners/sanctions_lists.html"
    sorts = {"-uploaded": ("-pk",)}

    def get_queryset(self):
        return ListEdition.objects.visible_to(self.request.user).select_related("by", "job")


@method_decorator([csrf_exempt, takes(2 * settings.IMPORT_AT_MOST)], name="dispatch")
class ListNew(PermissionRequiredMixin, Upload, SafeFormMixin, FormView):
    permission_required = "partners.check"
    form_class = ListForm
    template_name = "partners/sanctions_new.html"

    def bring_in(self, form):
        said, by = form.cleaned_data, self.request.user
        what = {"of": said["name"], "url": said["url"], "issued_on": said["issued_on"]}
        try:
            edition = editions.bring_in(said["file"].file, **what, name=said["file"].name, by=by)
        except editions.Older:
            words = _("A newer edition of this list is there already.")
            return self.refuse(form, words, field="issued_on")
        if not edition.mapping:
            return redirect("partners:sanctions_columns", edition.pk)
        editions.start(edition, mapping=edition.mapping, by=by)
        return redirect(edition)


class _One(_Reading):
    @cached_property
    def edition(self):
        seen = ListEdition.objects.visible_to(self.request.user)
        return get_object_or_404(seen.select_related("job"), pk=self.kwargs["pk"])


class Edition(_One, TemplateView):
    """The work on the file, then what it changed. A poll gets the state of the work only."""

    def get_template_names(self):
        polls = self.request.htmx and self.edition.job
        return ["parts/progress_state.html" if polls else "partners/sanctions_edition.html"]

    def get_context_data(self, **kwargs):
        edition, job = self.edition, self.edition.job
        return super().get_context_data(
            edition=edition,
            job=job,
            poll_url=edition.get_absolute_url(),
            cancel_url=reverse("partners:sanctions_stop", args=[edition.pk]),
            again_url=job and reverse("jobs:again", args=[job.pk]),
            new=edition.entries.filter(before="")[:10] if edition.counts.get("new") else [],
            **kwargs,
        )


class EditionColumns(_One, SafeFormMixin, FormView):
    """What the columns hold; also takes up again what was stopped."""

    form_class = ColumnsForm
    template_name = "partners/sanctions_columns.html"

    def get_permission_required(self):
        return ["partners.check"]

    def get(self, request, *args, **kwargs):
        if not (self.edition.may_be_read and self.edition.file):
            return redirect(self.edition)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        edition = self.edition
        shown = {"headers": edition.headers, "mapping": edition.mapping}
        return super().get_form_kwargs() | shown | {"examples": preview.examples(edition)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(edition=self.edition, **kwargs)

    def form_valid(self, form):
        if not editions.start(self.edition, mapping=form.mapping, by=self.request.user):
            messages.error(self.request, _("This list is being read already."))
        return redirect(self.edition)


class EditionStop(_One, View):
    def post(self, request, pk):
        if self.edition.job:
            jobs.cancel(self.edition.job)
        return redirect(self.edition)
