"""The chamber's queue, and one draft beside what it would change."""

import uuid
from copy import copy

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, TemplateView, View

from chamber.forms.views import SafeFormMixin
from partners.forms import comparing, own
from partners.keeping import drafts, reviewing
from partners.keeping.waiting import for_review
from partners.models import Draft


class Reviews(PermissionRequiredMixin, TemplateView):
    permission_required = "partners.review"
    template_name = "partners/reviews.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=for_review(self.request.user), **kwargs)


class _One(LoginRequiredMixin):
    def get_queryset(self):
        seen = Draft.objects.visible_to(self.request.user)
        return seen.select_related("organisation", "offer__organisation", "sent_by", "decided_by")

    @cached_property
    def draft(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class DraftDetail(_One, DetailView):
    """For its writers, and for the chamber with two buttons."""

    template_name = "partners/draft_detail.html"

    def get_context_data(self, **kwargs):
        draft, user = self.object, self.request.user
        context = compared(draft) if draft.is_open else {}
        return super().get_context_data(
            **context,
            seal=reviewing.seal(draft),
            key=uuid.uuid4(),
            reviews=user.is_writing_staff and draft.is_in_review,
            writes=draft.is_open and user.has_perm("partners.write_draft", draft.organisation),
            **kwargs,
        )


class _Deciding(_One):
    """409 with the page as it is now when the draft, or what it changes, has moved meanwhile."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm("partners.review"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def claimed(self):
        return reviewing.claim(self.draft, seal_read=self.request.POST.get("seal", ""))

    def moved(self):
        view = DraftDetail()
        view.setup(self.request, **self.kwargs)
        view.object = get_object_or_404(self.get_queryset(), pk=self.draft.pk)
        return view.render_to_response(view.get_context_data(moved=True), status=409)


class Publish(_Deciding, SafeFormMixin, View):
    def post(self, request, pk):
        return SafeFormMixin.post(self, request, pk)

    def answer(self, request, pk):
        try:
            draft = self.claimed()
        except reviewing.Moved:
            return self.moved()
        subject = draft.subject
        values = drafts.merged(draft, own.current(subject))
        form = own.form_of(subject)(values, instance=copy(subject))
        if not form.is_valid():
            return self.unfit(form)
        reviewing.publish(draft, form=form, by=request.user, at=timezone.now())
        messages.success(request, _("Published. The sender gets a mail."))
        return redirect("partners:reviews")

    def unfit(self, form):
        """Something else took a number, or a day has passed: nobody can publish it so."""
        view = DraftDetail()
        view.setup(self.request, **self.kwargs)
        view.object = self.draft
        context = view.get_context_data(unfit=form)
        return view.render_to_response(context, status=409)

    def _posted(self, name):
        return self.request.POST.get(name, "")


class GiveBack(_Deciding, SafeFormMixin, FormView):
    form_class = own.ReasonForm
    template_name = "partners/draft_return.html"

    def get_context_data(self, **kwargs):
        seal = self.request.POST.get("seal") or reviewing.seal(self.draft)
        return super().get_context_data(draft=self.draft, seal=seal, **kwargs)

    def form_valid(self, form):
        try:
            draft = self.claimed()
        except reviewing.Moved:
            return self.moved()
        reason, now = form.cleaned_data["reason"], timezone.now()
        reviewing.give_back(draft, reason=reason, by=self.request.user, at=now)
        messages.success(self.request, _("Returned. The sender gets a mail with your reason."))
        return redirect("partners:reviews")


class Discard(_One, View):
    def post(self, request, pk):
        draft = self.draft
        if not request.user.has_perm("partners.write_draft", draft.organisation):
            raise PermissionDenied
        if draft.is_open and not draft.is_new:
            drafts.discard(draft, by=request.user)
            messages.success(request, _("The draft is gone. What is published stays."))
        return redirect(draft.subject)


def compared(draft):
    """The changes a draft makes, and what the chamber changed since its writers saw the page."""
    form = own.form_of(draft.subject)(instance=copy(draft.subject))
    current = own.said(form)
    after = drafts.merged(draft, current)
    meanwhile = [name for name, value in current.items() if value != draft.base.get(name, value)]
    overwritten = [name for name in meanwhile if after[name] != current[name]]
    before = {} if draft.is_new else current
    return {
        "changes": comparing.changes(form, before=before, after=after, overwritten=overwritten),
        "meanwhile": [comparing.label_of(form, name) for name in meanwhile],
        "overwritten": [comparing.label_of(form, name) for name in overwritten],
    }
