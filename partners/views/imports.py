"""Importing partners: a file brought in, its columns mapped, its rows checked and applied."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, ListView, TemplateView, View

from chamber.forms.views import SafeFormMixin
from chamber.headers import takes
from chamber.lists.export import csv_response
from chamber.lists.views import PortalList
from chamber.lists.workbook import xlsx_response
from partners.forms.imports import FileForm, MappingForm, SheetForm
from partners.importing import preview, runs, tables
from partners.importing.rows import in_words
from partners.models import ImportRun
from partners.views.uploads import Upload


class _Imports(PermissionRequiredMixin):
    permission_required = "partners.import"
    model = ImportRun

    def get_queryset(self):
        seen = ImportRun.objects.visible_to(self.request.user)
        return seen.select_related("job", "by").defer("verdicts")


class ImportList(PortalList, _Imports, ListView):
    template_name = "partners/import_list.html"
    sorts = {"-uploaded": ("-created_at",)}


@method_decorator([csrf_exempt, takes(2 * settings.IMPORT_AT_MOST)], name="dispatch")
class ImportNew(_Imports, Upload, SafeFormMixin, FormView):
    form_class = FileForm
    template_name = "partners/import_new.html"

    def bring_in(self, form):
        file = form.cleaned_data["file"]
        run = runs.bring_in(file.file, name=file.name, by=self.request.user)
        return redirect("partners:import_map", run.pk)


class _One(_Imports):
    @cached_property
    def run(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class ImportMap(_One, SafeFormMixin, FormView):
    form_class = MappingForm
    template_name = "partners/import_map.html"

    def get(self, request, *args, **kwargs):
        if not self.run.may_be_checked:
            return redirect(self.run)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        shown = {"headers": self.run.headers, "mapping": self.run.mapping}
        return super().get_form_kwargs() | shown | {"examples": preview.examples(self.run)}

    def get_context_data(self, **kwargs):
        facts = [self.run.name, *preview.facts(self.run)]
        sheets = SheetForm(run=self.run) if self.run.workbook else None
        return super().get_context_data(run=self.run, facts=facts, sheets=sheets, **kwargs)

    def form_valid(self, form):
        runs.start_check(self.run, mapping=form.mapping, by=self.request.user)
        return redirect(self.run)


class ImportSheet(_One, View):
    """Reads another sheet of the workbook instead."""

    def post(self, request, pk):
        form = SheetForm(request.POST, run=self.run)
        if self.run.workbook and form.is_valid():
            try:
                runs.choose_sheet(self.run, form.cleaned_data["sheet"])
            except tables.NotATable as reason:
                messages.error(request, str(reason))
        return redirect("partners:import_map", pk)


class ImportDetail(_One, TemplateView):
    """The work on the file, then what the check found, then what was done. A poll gets the state
    of the work only."""

    def get_template_names(self):
        polls = self.request.htmx and self.run.job
        return ["parts/progress_state.html" if polls else "partners/import_detail.html"]

    def get_context_data(self, **kwargs):
        run, job = self.run, self.run.job
        return super().get_context_data(
            run=run,
            facts=preview.facts(run),
            job=job,
            poll_url=run.get_absolute_url(),
            cancel_url=reverse("partners:import_stop", args=[run.pk]),
            again_url=job and reverse("jobs:again", args=[job.pk]),
            counted=(counted := preview.counted(run)),
            has_refused=any(sort.is_refused and sort.number for sort in counted),
            to_apply=run.to_apply,
            noted=preview.noted(run),
            **kwargs,
        )


class ImportApply(_One, View):
    """Also takes up again what was stopped."""

    def post(self, request, pk):
        runs.start_apply(self.run, by=request.user)
        return redirect(self.run)


class ImportStop(_One, View):
    def post(self, request, pk):
        runs.stop(self.run)
        return redirect(self.run)


class ImportWrong(_One, View):
    """The rows that are not taken, as they stand now, with what is wrong with each; of a workbook
    as a workbook, unless CSV is asked for."""

    def get(self, request, pk):
        rows = self.run.rows.refused()
        if not rows.exists():
            raise Http404
        wanted = request.GET.get("format") or ("xlsx" if self.run.sheet else "csv")
        stem = self.run.name.rpartition(".")[0] or self.run.name
        file = {"columns": self.columns(), "name": _("%(name)s, wrong rows") % {"name": stem}}
        if wanted == "xlsx":
            title = self.run.sheet or _("Wrong rows")
            response = xlsx_response(rows.iterator(), title=title, **file)
        else:
            response = csv_response(rows.iterator(), delimiter=self.run.delimiter, **file)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def columns(self):
        """Those of the file, and the words about the row."""

        def cell(at):
            return lambda row: row.cells[at] if at < len(row.cells) else ""

        own = [(header, cell(at)) for at, header in enumerate(self.run.headers)]
        return [*own, (_("What is wrong"), in_words)]
