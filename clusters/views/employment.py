"""Where industries concentrate: quotients by region, and the tables they are computed from."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DeleteView, DetailView, FormView, TemplateView, View

from chamber.forms.views import SafeFormMixin
from clusters import employment
from clusters.models import EmploymentTable
from partners.forms.imports import FileForm
from partners.importing import tables

ROWS_SHOWN = 50


class Employment(TemplateView):
    template_name = "clusters/employment.html"

    def get_context_data(self, **kwargs):
        files = EmploymentTable.objects.visible_to(self.request.user).select_related("by")
        return super().get_context_data(
            regions=employment.regions(),
            tables=files[:50] if self.request.user.has_perm("clusters.change") else [],
            **kwargs,
        )


class Region(TemplateView):
    template_name = "clusters/region.html"

    def get_context_data(self, **kwargs):
        found = employment.concentrations(self.kwargs["key"])
        names = {one.region_key: one for one in employment.regions()}
        if not found:
            raise Http404
        return super().get_context_data(
            region=names[self.kwargs["key"]].region,
            found=found,
            first=found[0],
            employees=sum(one.employees for one in found),
            sources=sorted({one.source for one in found}),
            **kwargs,
        )


class _Tables(PermissionRequiredMixin):
    permission_required = "clusters.change"
    model = EmploymentTable

    def get_queryset(self):
        return EmploymentTable.objects.visible_to(self.request.user)


class TableNew(_Tables, SafeFormMixin, FormView):
    form_class = FileForm
    template_name = "clusters/employment_new.html"

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        try:
            table = employment.bring_in(file.file, name=file.name, by=self.request.user)
        except tables.NotATable as reason:
            form.add_error("file", str(reason))
            return self.form_invalid(form)
        return redirect(table)


class TableDetail(_Tables, DetailView):
    template_name = "clusters/employment_table.html"

    def get_context_data(self, **kwargs):
        rows = self.object.rows.select_related("industry")
        faults = self.object.faults
        return super().get_context_data(
            rows=list(rows[:ROWS_SHOWN]),
            number=rows.count(),
            faults=employment.said_of(faults[:ROWS_SHOWN]),
            faulty=len(faults),
            **kwargs,
        )


class TableUse(_Tables, View):
    def post(self, request, pk):
        table = get_object_or_404(self.get_queryset(), pk=pk)
        employment.take_into_use(table, at=timezone.now())
        messages.success(request, _("The table is in use."))
        return redirect("clusters:employment")


class TableDelete(_Tables, SafeFormMixin, DeleteView):
    template_name = "clusters/employment_confirm_delete.html"
    success_url = reverse_lazy("clusters:employment")
