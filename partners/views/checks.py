"""Writing down a check: of an organisation, of a person, of a number."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from chamber.forms.views import SafeFormMixin
from partners.forms.checks import CheckForm, NumberForm
from partners.models import Check, Identifier, IdentifierCheck, Organisation, Person
from partners.trust import numbers


class _Writing(PermissionRequiredMixin, SafeFormMixin, FormView):
    """A check of ``subject``; the form begins with ``blank``."""

    permission_required = "partners.check"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.blank()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(subject=self.subject, **kwargs)

    def form_valid(self, form):
        form.instance.checked_by = self.request.user
        self.save(form)
        messages.success(self.request, _("Saved."))
        return redirect(self.subject)

    def save(self, form):
        form.save()


class CheckNew(_Writing):
    form_class = CheckForm
    template_name = "partners/check_form.html"

    @cached_property
    def subject(self):
        seen = Organisation.objects.visible_to(self.request.user)
        return get_object_or_404(seen, slug=self.kwargs["slug"])

    def blank(self):
        return Check(organisation=self.subject)


class PersonCheckNew(CheckNew):
    @cached_property
    def subject(self):
        seen = Person.objects.visible_to(self.request.user)
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def blank(self):
        return Check(person=self.subject)


class NumberCheck(CheckNew):
    """What was found about one number so far, and the form for what is found now."""

    form_class = NumberForm
    template_name = "partners/number_check.html"

    @cached_property
    def number(self):
        numbers_here = Identifier.objects.filter(organisation=self.subject)
        return get_object_or_404(numbers_here, pk=self.kwargs["pk"])

    def blank(self):
        return IdentifierCheck(identifier=self.number)

    def get_context_data(self, **kwargs):
        checks = IdentifierCheck.objects.visible_to(self.request.user)
        here = checks.filter(identifier=self.number).select_related("checked_by")
        return super().get_context_data(number=self.number, checks=here, **kwargs)

    def save(self, form):
        numbers.record(form.save(commit=False), by=self.request.user)
