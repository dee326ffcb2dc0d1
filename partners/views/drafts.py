"""Members write about their organisation: always a draft, never what is published."""

from copy import copy

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from chamber import errors
from chamber.forms.differences import Difference
from chamber.forms.models import Stale
from chamber.forms.views import SafeFormMixin
from partners.duplicates.entry import look_alikes
from partners.duplicates.sides import side_said
from partners.forms import comparing, own
from partners.keeping import drafts
from partners.models import Offer, Organisation
from partners.views import offers, organisations
from partners.views.keeping import OfOffer, OfOrganisation, by_chamber_or_members

FIELDS = "partners/draft_fields.html"


class _Writing(SafeFormMixin, FormView):
    """``row`` is what the form is about: one in the database, or one that begins here."""

    template_name = "partners/draft_form.html"

    def get_form_class(self):
        return own.form_of(self.row)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": copy(self.row)}

    def get_context_data(self, **kwargs):
        context = {"row": self.row, "form_template": FIELDS, "up_url": self.up_url}
        return super().get_context_data(**context | kwargs)

    def keep(self, form, subject, *, version):
        """Write the draft, and send it if that button was pressed."""
        user, now = self.request.user, timezone.now()
        values, published = own.said(form), own.current(subject)
        draft = drafts.write(
            subject, values=values, current=published, version=version, by=user, at=now
        )
        if "send" in self.request.POST:
            drafts.send(draft, by=user, at=now)
            messages.success(self.request, _("Sent. The chamber reads it and you get a mail."))
        else:
            messages.success(self.request, _("The draft is saved. Nothing public has changed."))
        return redirect(draft)


class _New(_Writing):
    """What is added stands in the database from the first draft on, for its members."""

    def form_valid(self, form):
        subject = self.begin(form.save(commit=False))
        return self.keep(form, subject, version=0)


class Proposal(PermissionRequiredMixin, organisations.AsksWhoIsMeant, _New):
    permission_required = "partners.propose"
    extra_context = {"title": gettext_lazy("Add my organisation")}

    @cached_property
    def row(self):
        return Organisation()

    @property
    def up_url(self):
        return reverse("partners:organisations")

    def alike(self, form):
        """Among those this person sees, and not by mail addresses, which they may not see."""
        side = side_said(form.cleaned_data | {"email": ""}, form.numbers_said())
        return look_alikes(side, among=Organisation.objects.visible_to(self.request.user))

    def begin(self, row):
        return drafts.propose(row, by=self.request.user)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except drafts.TooMany:
            words = _("Several organisations of yours wait already. Please finish those first.")
            form.add_error(None, words)
            return self.form_invalid(form)


class OfferProposal(OfOrganisation, _New):
    permission = "partners.write_draft"
    extra_context = {"title": gettext_lazy("Add an offer or request")}

    @cached_property
    def row(self):
        return Offer(organisation=self.organisation)

    @property
    def up_url(self):
        return self.organisation.get_absolute_url()

    def begin(self, row):
        return drafts.offer(row, by=self.request.user)


class _Editing(_Writing):
    """Several editors share the one draft; who saves over what they have not seen gets 409."""

    permission = "partners.write_draft"
    conflict_template_name = "forms/conflict.html"

    @cached_property
    def draft(self):
        return drafts.open_of(self.row)

    @property
    def up_url(self):
        return self.row.get_absolute_url()

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["version"] = forms.IntegerField(
            min_value=0,
            initial=self.draft.version if self.draft else 0,
            widget=forms.HiddenInput,
            error_messages={"required": _("Please open this form again.")},
        )
        if self.draft:
            form.initial |= drafts.merged(self.draft, own.current(self.row))
        return form

    def form_valid(self, form):
        try:
            return self.keep(form, self.row, version=form.cleaned_data["version"])
        except Stale as stale:
            return self.conflict(form, stale.instance)

    def conflict(self, form, draft):
        """409: what stands in the draft now beside one's own words, which stay in the form."""
        data = self.request.POST.copy()
        taken = drafts.taken_over(draft, own.said(form), version=form.cleaned_data["version"])
        for name, value in taken.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        data["version"] = draft.version
        self.request.POST, self.draft = data, draft
        again = self.get_form()
        again.is_valid()
        context = self.get_context_data(
            form=again,
            differences=list(_differences(again, draft)),
            taken=[comparing.label_of(again, name) for name in taken],
            changed={"by": draft.by, "at": draft.saved_at},
        )
        return errors.conflict(self.request, context, self.conflict_template_name)


def _differences(form, draft):
    yours = own.said(form)
    for name in comparing.in_order(form):
        if name in yours and yours[name] != draft.values.get(name, ""):
            sides = (draft.values.get(name, ""), yours[name])
            theirs, mine = (_in_words(form.fields[name], side) for side in sides)
            yield Difference(comparing.label_of(form, name), theirs, mine)


def _in_words(field, value):
    words = comparing.words_of(field, value)
    return ", ".join(words) if isinstance(words, list) else words


class OrganisationDraft(OfOrganisation, _Editing):
    @property
    def row(self):
        return self.organisation


class OfferDraft(OfOffer, _Editing):
    @property
    def row(self):
        return self.offer


organisation_new = by_chamber_or_members(
    organisations.OrganisationCreate.as_view(), Proposal.as_view()
)
organisation_edit = by_chamber_or_members(
    organisations.OrganisationEdit.as_view(), OrganisationDraft.as_view()
)
offer_new = by_chamber_or_members(offers.OfferCreate.as_view(), OfferProposal.as_view())
offer_edit = by_chamber_or_members(offers.OfferEdit.as_view(), OfferDraft.as_view())
