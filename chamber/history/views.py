"""What happened to one object, for the chamber's own people."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from chamber.history import registry
from chamber.history.lines import lines
from chamber.history.reverting import NothingToRevert, revert


class _OfObject(PermissionRequiredMixin):
    def get_subject(self):
        """The object, if its model keeps a history and this user may see it."""
        kept = registry.kept(self.kwargs["label"])
        if kept is None:
            raise Http404
        visible = kept.model.objects.visible_to(self.request.user)
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class History(_OfObject, TemplateView):
    permission_required = "history.view"
    template_name = "history/object.html"

    def get_context_data(self, **kwargs):
        subject = self.get_subject()
        address = getattr(subject, "get_absolute_url", None)
        return super().get_context_data(
            subject=subject,
            subject_url=address() if address else "",
            lines=lines(subject),
            may_revert=self.request.user.has_perm("history.revert"),
            **kwargs,
        )


class Revert(_OfObject, View):
    permission_required = "history.revert"

    def post(self, request, label, pk, event):
        try:
            revert(self.get_subject(), event=event, by=request.user)
            messages.success(request, _("The earlier text is back."))
        except NothingToRevert:
            messages.warning(
                request,
                _("This text was changed again since. Put the newer change back first."),
            )
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect("history:object", label, pk)
