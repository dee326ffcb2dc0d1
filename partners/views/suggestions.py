"""Saying yes or no to a suggestion, from wherever it is shown."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from chamber.forms.views import SafeFormMixin
from partners.matching import deciding
from partners.models import Suggestion


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it not fit?"),
        help_text=gettext_lazy("You say it once; the suggestion stays away."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why it does not fit.")},
    )


@require_POST
@login_required
@permission_required("partners.decide", raise_exception=True)
def accept(request, pk):
    suggestion = _seen(request, pk)
    deciding.accept(suggestion, by=request.user, at=timezone.now())
    words = _("“%(title)s” is accepted as an answer.")
    messages.success(request, words % {"title": suggestion.candidate})
    return redirect(_back(request, suggestion))


class Dismiss(PermissionRequiredMixin, SafeFormMixin, FormView):
    """Asks for the reason: on the list itself, and here if it was left out."""

    permission_required = "partners.decide"
    form_class = ReasonForm
    template_name = "partners/suggestion_dismiss.html"

    @cached_property
    def suggestion(self):
        return _seen(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        back = _back(self.request, self.suggestion)
        return super().get_context_data(suggestion=self.suggestion, back=back, **kwargs)

    def form_valid(self, form):
        reason, by = form.cleaned_data["reason"], self.request.user
        deciding.dismiss(self.suggestion, reason=reason, by=by, at=timezone.now())
        words = _("“%(title)s” will not be suggested here again.")
        messages.success(self.request, words % {"title": self.suggestion.candidate})
        return redirect(_back(self.request, self.suggestion))


def _seen(request, pk):
    rows = Suggestion.objects.visible_to(request.user).select_related("seeker", "candidate")
    return get_object_or_404(rows, pk=pk)


def _back(request, suggestion):
    """The page that showed it if it is one of ours, else that of the need."""
    for url in (request.POST.get("next", ""), request.GET.get("next", "")):
        if url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return url
    return suggestion.seeker.get_absolute_url() or "/"
