"""Expressions of interest: asking, answering, and what each side may see of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, FormView, ListView, TemplateView

from chamber.forms.views import SafeFormMixin
from chamber.lists.views import PortalList
from partners import anonymity, interest, letters
from partners.filters_contact import InterestFilter
from partners.forms.interests import QUESTIONS, InterestForm, NoForm, OnBehalfForm, YesForm
from partners.models import ExpressionOfInterest, MatchProfile, Organisation, Person
from partners.models.reading import Reader
from partners.showing import released
from partners.trust.showing import new_check

SIDES = ("person__user", "asker__seat", "organisation", "profile", "contact__user")
AT_MOST = 100


class InterestNew(PermissionRequiredMixin, SafeFormMixin, CreateView):
    """Three questions, then all of it once more to be checked, then it is sent."""

    permission_required = "partners.express_interest"
    template_name = "partners/interest_form.html"

    @cached_property
    def organisation(self):
        seen = Organisation.objects.visible_to(self.request.user).published()
        if not self.request.user.is_chamber:
            seen = seen.exclude(memberships__person__user=self.request.user)
        return get_object_or_404(seen, slug=self.kwargs["slug"])

    @cached_property
    def profile(self):
        """The offer or technology that ``?about=`` names, if this reader may see it."""
        number = self.request.GET.get("about", "")
        if not (number.isdecimal() and len(number) < 18):
            return None
        shown = MatchProfile.objects.candidates().filter(
            provider=self.organisation,
            visibility__in=Reader.of(self.request.user).visibilities,
        )
        return shown.filter(pk=number).exclude(kind=MatchProfile.Kind.ORGANISATION).first()

    def get_form_class(self):
        return OnBehalfForm if self.request.user.is_chamber else InterestForm

    def get_form_kwargs(self):
        row = ExpressionOfInterest(organisation=self.organisation, profile=self.profile)
        kwargs = super().get_form_kwargs() | {"instance": row}
        if not self.request.user.is_chamber:
            kwargs["person"] = Person.objects.filter(user=self.request.user).first()
        return kwargs

    def form_valid(self, form):
        if "send" not in self.request.POST:
            checking = "change" not in self.request.POST
            return self.render_to_response(self.get_context_data(form=form, checking=checking))
        try:
            interest.send(form.instance, by=self.request.user, at=timezone.now())
        except interest.NotPossible as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        words = _("Sent. The reference is %(reference)s.")
        messages.success(self.request, words % {"reference": form.instance.reference})
        return redirect(form.instance)

    def get_context_data(self, **kwargs):
        context = {"organisation": self.organisation}
        if self.profile:
            context["facts"] = [self.profile.title]
        if kwargs.get("checking"):
            row = kwargs["form"].instance
            row.told = anonymity.tellable(row.asker)
            context |= {"row": row, "told": anonymity.facts(row)}
        return super().get_context_data(**context | kwargs)


class MyInterests(LoginRequiredMixin, TemplateView):
    template_name = "partners/interests.html"

    def get_context_data(self, **kwargs):
        seen = ExpressionOfInterest.objects.visible_to(self.request.user)
        rows = seen.select_related("asker", "organisation", "profile")
        received = list(rows.received_by(self.request.user)[:AT_MOST])
        for row in received:
            row.who = anonymity.who(row)
        return super().get_context_data(
            sent=rows.asked_by(self.request.user)[:AT_MOST], received=received, **kwargs
        )


class InterestList(PermissionRequiredMixin, PortalList, ListView):
    model = ExpressionOfInterest
    permission_required = "partners.see_interests"
    template_name = "partners/interest_list.html"
    filterset_class = InterestFilter
    sorts = {"-sent": ("-sent_at",), "until": ("expires_at",)}
    sort_labels = {"-sent": gettext_lazy("Sent"), "until": gettext_lazy("Answer by")}
    columns = (
        (gettext_lazy("Reference"), "reference"),
        (gettext_lazy("Asks"), lambda row: row.asker),
        (gettext_lazy("Is asked"), lambda row: row.organisation),
        (gettext_lazy("About"), "about"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Sent"), "sent_at"),
        (gettext_lazy("Answer by"), "expires_at"),
        (gettext_lazy("Answered"), "decided_at"),
    )
    csv_name = "interests"

    def get_queryset(self):
        seen = ExpressionOfInterest.objects.visible_to(self.request.user)
        return seen.select_related("asker", "organisation", "profile")


class _OfInterest:
    """Views about one, by its reference; ``side`` is how this reader stands to it."""

    slug_field = slug_url_kwarg = "reference"

    def get_queryset(self):
        seen = ExpressionOfInterest.objects.visible_to(self.request.user)
        return seen.select_related(*SIDES, "follow_up").prefetch_related("asker__topics__parent")

    @cached_property
    def interest(self):
        return get_object_or_404(self.get_queryset(), reference=self.kwargs["reference"])

    @cached_property
    def side(self):
        return side_of(self.interest, self.request.user)


def side_of(row, user):
    if user.is_chamber:
        return "chamber"
    return "asker" if row.person.user == user else "asked"


class InterestDetail(LoginRequiredMixin, _OfInterest, DetailView):
    """The template of each side is given what that side may know, and no row to ask for more."""

    def get_object(self, queryset=None):
        return self.interest

    def get_template_names(self):
        return [f"partners/interest_{self.side}.html"]

    def get_context_data(self, **kwargs):
        row = self.interest
        context = {
            "reference": row.reference,
            "url": row.get_absolute_url(),
            "about": row.about if row.profile else "",
            "answers": [(row._meta.get_field(n).verbose_name, getattr(row, n)) for n in QUESTIONS],
            "facts": [row.reference],
            "told": anonymity.facts(row),
            "who": anonymity.who(row),
            "status": row.status,
            "state": row.state,
            "is_open": row.is_open,
            "sent_at": row.sent_at,
            "expires_at": row.expires_at,
            "decided_at": row.decided_at,
            "reason": row.get_reason_display(),
            "reason_words": row.reason_words,
            "contact_rows": self.contact_rows(),
        }
        if self.side != "asked":
            context |= {"organisation": row.organisation}
        if self.side == "chamber":
            context |= {"row": row, "asker_rows": letters.contact_rows(row.person, row.asker)}
            context["can_answer"] = interest.answering(row.organisation).exists()
            if row.is_open:
                unchecked = interest.obstacles([row])
                context["missing"] = [(one, new_check(one.subject)) for one in unchecked]
        return context

    def contact_rows(self):
        """How to reach the other side, once both agreed and as long as they do."""
        row = self.interest
        if row.state != row.State.ACCEPTED:
            return []
        if self.side == "asked":
            return letters.contact_rows(row.person, row.asker) if released(row.person) else []
        if row.contact and (self.side == "chamber" or released(row.contact)):
            return letters.contact_rows(row.contact, row.organisation)
        return []


class _Answering(PermissionRequiredMixin, _OfInterest, SafeFormMixin, FormView):
    """The side that is asked, or the chamber for it; whoever asks finds nothing here."""

    permission_required = "partners.answer_interest"

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission():
            if self.side == "asker":
                raise Http404
            if request.method == "GET" and not self.interest.is_open:
                return redirect(self.interest)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            is_first = self.decide(form)
        except interest.NotPossible as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        if is_first:
            messages.success(self.request, self.done)
        else:
            messages.info(self.request, _("This was answered already."))
        return redirect(self.interest)

    def get_context_data(self, **kwargs):
        context = {
            "reference": self.interest.reference,
            "up": self.interest.get_absolute_url(),
            "for_them": self.side == "chamber",
        }
        return super().get_context_data(**context | kwargs)


class Accept(_Answering):
    template_name = "partners/interest_accept.html"
    form_class = YesForm
    done = gettext_lazy("Both sides now know how to reach each other.")

    def get_form_kwargs(self):
        named = {"organisation": self.interest.organisation} if self.side == "chamber" else {}
        return super().get_form_kwargs() | named

    def decide(self, form):
        own = Person.objects.filter(user=self.request.user).first()
        contact = form.cleaned_data.get("contact") or own
        by, at = self.request.user, timezone.now()
        return interest.accept(self.interest, contact=contact, by=by, at=at)


class Decline(_Answering):
    template_name = "partners/interest_decline.html"
    form_class = NoForm
    done = gettext_lazy("Your answer is sent, kindly and without a name.")

    def decide(self, form):
        said = form.cleaned_data
        by, at = self.request.user, timezone.now()
        return interest.decline(
            self.interest, reason=said["reason"], words=said["words"], by=by, at=at
        )


@require_POST
@login_required
@permission_required("partners.answer_interest", raise_exception=True)
def withdraw(request, reference):
    """By whoever asked, or the chamber for them."""
    row = _seen(request, reference)
    if side_of(row, request.user) == "asked":
        raise Http404
    if interest.withdraw(row, by=request.user, at=timezone.now()):
        messages.success(request, _("Taken back. The other side never learns who asked."))
    else:
        messages.info(request, _("This was answered already."))
    return redirect(row)


@require_POST
@login_required
@permission_required("partners.hold_interest", raise_exception=True)
def hold(request, reference):
    row = _seen(request, reference)
    interest.hold(row, by=request.user, at=timezone.now())
    messages.success(request, _("Held. Nobody can answer it until you let it go on."))
    return redirect(row)


@require_POST
@login_required
@permission_required("partners.hold_interest", raise_exception=True)
def resume(request, reference):
    row = _seen(request, reference)
    interest.resume(row, by=request.user, at=timezone.now())
    messages.success(request, _("It goes on; the time it was held is given back."))
    return redirect(row)


def _seen(request, reference):
    rows = ExpressionOfInterest.objects.visible_to(request.user).select_related("person__user")
    return get_object_or_404(rows, reference=reference)
