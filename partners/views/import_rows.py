"""The rows of an import that were not taken: corrected in place, one by one."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View

from chamber import errors
from chamber.charts import zones
from chamber.forms.differences import Difference
from chamber.forms.views import KEY, SafeFormMixin
from chamber.lists.views import PortalList
from partners.filters import ImportRowFilter
from partners.forms.imports import RowForm
from partners.importing import corrections, preview
from partners.importing.corrections import Closed, Meanwhile
from partners.importing.judging import REFUSED
from partners.models import ImportRow, ImportRun

State = ImportRow.State
KINDS = {State.WRONG: "late", State.RIGHT: "now", State.ASIDE: "stop", State.APPLIED: "ok"}


class _Rows(PermissionRequiredMixin):
    permission_required = "partners.import"
    model = ImportRow

    def get_queryset(self):
        return ImportRow.objects.visible_to(self.request.user).filter(run=self.kwargs["pk"])


class ImportRows(PortalList, _Rows, ListView):
    filterset_class = ImportRowFilter
    template_name = "partners/import_rows.html"
    sorts = {"row": ("number",)}

    @cached_property
    def run(self):
        runs = ImportRun.objects.visible_to(self.request.user).select_related("job")
        return get_object_or_404(runs.defer("verdicts", "sample"), pk=self.kwargs["pk"])

    def dressed(self, rows):
        for row in rows:
            row.shown, row.status_kind = preview.dressed(row.found), KINDS[row.state]
            yield row

    def get_context_data(self, **kwargs):
        return super().get_context_data(run=self.run, **kwargs)


class _Row(_Rows):
    @cached_property
    def row(self):
        rows = self.get_queryset().select_related("run__job", "by")
        rows = rows.defer("run__verdicts", "run__sample")
        return get_object_or_404(rows, number=self.kwargs["number"])

    def closed(self):
        """Back to the import, which says what is being done with it."""
        words = _("Row %(row)s cannot be changed now: the import is at work, or it was applied.")
        messages.error(self.request, words % {"row": self.row.number})
        return redirect(self.row.run)


class RowEdit(_Row, SafeFormMixin, FormView):
    """The cells with what is wrong at each. What was corrected is kept even if the row is still
    wrong."""

    form_class = RowForm
    template_name = "partners/import_row.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"row": self.row}

    def get_context_data(self, **kwargs):
        row = self.row
        is_open = row.run.may_be_corrected and row.state in (State.WRONG, State.RIGHT)
        if "form" not in kwargs:
            kwargs |= self.judged() if is_open else {"form": None, "cells": RowForm(row=row).said()}
        kwargs |= {"facts": self.facts(), "status_kind": KINDS[row.state]}
        kwargs["status_words"] = row.get_state_display()
        return super().get_context_data(row=row, run=row.run, is_open=is_open, **kwargs)

    def facts(self):
        row = self.row
        when = row.changed_at and zones.in_words(row.changed_at)
        return [fact for fact in (row.run.name, row.run.sheet, row.by, when) if fact]

    def judged(self):
        """The row as it stands now, judged in the reader's language."""
        outcome = corrections.look(self.row)
        form = RowForm.judged(self.row, outcome)
        form.fields[KEY] = self.get_form().fields[KEY]
        form.data[KEY] = form.fields[KEY].initial()
        if outcome.verdict in REFUSED:
            return {"form": form}
        shown = preview.dressed(outcome.shown())
        return {"form": form, "shown": [shown], "becomes": capfirst(preview.becomes(shown))}

    def form_valid(self, form):
        try:
            row = corrections.correct(self.row, form.changed(), by=self.request.user)
        except Closed:
            return self.closed()
        except Meanwhile as fault:
            return self.conflict(form, fault)
        if row.state == State.WRONG:
            messages.warning(self.request, _("Row %(row)s is still wrong.") % {"row": row.number})
            return redirect(row)
        words = _("Row %(row)s is right now: %(what)s.")
        what = {"row": row.number, "what": preview.becomes(row.found)}
        messages.success(self.request, words % what)
        return redirect(self.following() or row.run)

    def following(self):
        """The next row that is wrong, or the first one."""
        wrong = self.get_queryset().refused()
        return wrong.filter(number__gt=self.row.number).first() or wrong.first()

    def conflict(self, form, fault):
        """409 with both words for each cell; what is sent again replaces those of the other."""
        data, theirs = self.request.POST.copy(), RowForm(row=fault.row)
        for name, words in theirs.cells.items():
            data[form.add_initial_prefix(name)] = words
            if name not in form.changed_data:
                data[name] = words
        differences = [
            Difference(form.fields[f"cell_{at}"].label, theirs.cells[f"cell_{at}"], words)
            for at, (_seen, words) in form.changed().items()
            if at in fault.columns
        ]
        self.request.POST = data
        changed = {"by": fault.row.by, "at": fault.row.changed_at}
        context = self.get_context_data(
            form=self.get_form(), differences=differences, changed=changed
        )
        return errors.conflict(self.request, context, "forms/conflict.html")


class RowAside(_Row, View):
    """Leaves the row out, or takes it in again."""

    def post(self, request, pk, number):
        wanted_back = request.POST.get("aside") == "no"
        verb = corrections.take_up if wanted_back else corrections.leave_out
        try:
            row = verb(self.row, by=request.user)
        except Closed:
            return self.closed()
        if row.state == State.ASIDE:
            messages.success(request, _("Row %(row)s is left out.") % {"row": number})
            return redirect("partners:import_rows", pk)
        return redirect(row)
