"""Shortlists: one's own, those of the chamber, and those that somebody shares."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import (
    CreateView,
    DeleteView,
    FormView,
    ListView,
    TemplateView,
    UpdateView,
)

from chamber import errors
from chamber.forms.views import SafeFormMixin
from chamber.lists.export import csv_response
from chamber.lists.views import PortalList
from partners import shortlisting
from partners.forms.shortlists import NEW, AddForm, ShareForm, ShortlistForm
from partners.isocodes import country_name
from partners.models import Organisation, Shortlist
from partners.views.panels import WithPanels


class _Visible(LoginRequiredMixin):
    model = Shortlist

    def get_queryset(self):
        return Shortlist.objects.visible_to(self.request.user).select_related("owner")


class ShortlistList(PortalList, _Visible, ListView):
    template_name = "partners/shortlist_list.html"
    sorts = {"-changed": ("-changed_at",)}


class ShortlistNew(_Visible, SafeFormMixin, CreateView):
    form_class = ShortlistForm
    template_name = "partners/shortlist_form.html"

    def form_valid(self, form):
        form.instance.owner = self.request.user
        return super().form_valid(form)


class _Own(_Visible):
    """What only its owner does."""

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if found.owner_id != self.request.user.pk:
            raise PermissionDenied
        return found


class ShortlistEdit(_Own, SafeFormMixin, UpdateView):
    form_class = ShortlistForm
    template_name = "partners/shortlist_form.html"


class ShortlistDelete(_Own, SafeFormMixin, DeleteView):
    template_name = "partners/shortlist_delete.html"
    success_url = reverse_lazy("partners:shortlists")

    def form_valid(self, form):
        messages.success(self.request, _("The shortlist is deleted."))
        return super().form_valid(form)


class ShortlistDetail(_Visible, WithPanels, TemplateView):
    """Each button posts ``do`` and the key of the row it stands in."""

    template_name = "partners/shortlist_detail.html"
    columns = (
        (gettext_lazy("Name"), lambda row: str(row.organisation)),
        (gettext_lazy("Kind"), lambda row: row.organisation.kind_words),
        (gettext_lazy("Country"), lambda row: country_name(row.organisation.country)),
        (gettext_lazy("Seat"), lambda row: row.organisation.seat or ""),
        (gettext_lazy("Works from"), lambda row: row.organisation.operating_place or ""),
        (gettext_lazy("Why"), "why"),
        (gettext_lazy("Website"), "organisation.website"),
    )

    @cached_property
    def object(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    @cached_property
    def rows(self):
        places = ("organisation__seat", "organisation__operating_place")
        return list(self.object.rows_for(self.request.user).select_related(*places))

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "csv":
            return csv_response(self.rows, columns=self.columns, name=str(self.object))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user, shortlist = self.request.user, self.object
        is_own, may_change = shortlist.owner_id == user.pk, shortlist.may_be_changed_by(user)
        return super().get_context_data(
            shortlist=shortlist,
            rows=self.rows,
            facts=list(self.facts(is_own, may_change)),
            is_own=is_own,
            may_change=may_change,
            **kwargs,
        )

    def facts(self, is_own, may_change):
        """Whose it is, who else sees it, and what this reader may do."""
        yield _("yours") if is_own else _("by %(owner)s") % {"owner": self.object.owner}
        if self.object.for_chamber:
            yield _("shared with the staff of the chamber")
        if not may_change:
            yield _("you may read it")

    def post(self, request, **kwargs):
        verb = getattr(self, f"do_{request.POST.get('do')}", None)
        if not self.object.may_be_changed_by(request.user):
            raise PermissionDenied
        if verb is None:
            return errors.bad_request(request, ValueError("do"))
        verb(self.row(request.POST.get("key")))
        return redirect(self.object)

    def row(self, key):
        found = [row for row in self.rows if str(row.pk) == key]
        if not found:
            raise Http404
        return found[0]

    def do_up(self, row):
        shortlisting.move(row, steps=-1, among=[shown.pk for shown in self.rows])

    def do_down(self, row):
        shortlisting.move(row, steps=1, among=[shown.pk for shown in self.rows])

    def do_explain(self, row):
        shortlisting.explain(row, why=self.request.POST.get("why", "").strip()[:300])

    def do_remove(self, row):
        shortlisting.remove(row)
        words = _("%(name)s is no longer on the shortlist.")
        messages.success(self.request, words % {"name": row.organisation})


class ShortlistShare(_Visible, SafeFormMixin, FormView):
    """With all staff of the chamber, and one mail address at a time."""

    form_class = ShareForm
    template_name = "partners/shortlist_share.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object  # noqa: B018  # who may not share it gets no form
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def object(self):
        found = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        if found.owner_id != self.request.user.pk:
            raise PermissionDenied
        return found

    def get_initial(self):
        return {"for_chamber": self.object.for_chamber}

    def get_context_data(self, **kwargs):
        readers = self.object.readers.all()
        return super().get_context_data(shortlist=self.object, readers=readers, **kwargs)

    def answer(self, request, *args, **kwargs):
        if address := request.POST.get("remove"):
            self.object.readers.filter(address=address).delete()
            return redirect(request.path)
        return super().answer(request, *args, **kwargs)

    def form_valid(self, form):
        shortlist, said = self.object, form.cleaned_data
        try:
            if said["address"]:
                shortlisting.share(shortlist, address=said["address"])
        except shortlisting.TooMany:
            form.add_error("address", _("This shortlist has enough readers."))
            return self.form_invalid(form)
        Shortlist.objects.filter(pk=shortlist.pk).update(for_chamber=said["for_chamber"])
        messages.success(self.request, _("Saved."))
        return redirect(self.request.path)


class ShortlistAdd(LoginRequiredMixin, SafeFormMixin, FormView):
    """Asks on which shortlist those named by ``with`` go."""

    form_class = AddForm
    template_name = "partners/shortlist_add.html"

    @cached_property
    def organisations(self):
        seen = Organisation.objects.visible_to(self.request.user)
        slugs = self.request.GET.getlist("with")[: shortlisting.AT_MOST]
        found = {row.slug: row for row in seen.filter(slug__in=slugs)}
        return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]

    def get_form_kwargs(self):
        user = self.request.user
        own = Shortlist.objects.visible_to(user).changed_by(user)
        return super().get_form_kwargs() | {"shortlists": own[:100]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisations=self.organisations, **kwargs)

    def form_valid(self, form):
        user, said = self.request.user, form.cleaned_data
        if said["to"] == NEW:
            shortlist = Shortlist.objects.create(name=said["name"], owner=user)
        else:
            shortlist = form.shortlists[said["to"]]
        try:
            added = shortlisting.add(shortlist, self.organisations, why=said["why"], by=user)
        except shortlisting.TooMany:
            words = _("A shortlist has at most %(limit)d organisations.")
            form.add_error("to", words % {"limit": shortlisting.AT_MOST})
            return self.form_invalid(form)
        words = ngettext("%(count)d organisation added.", "%(count)d organisations added.", added)
        messages.success(self.request, words % {"count": added})
        return redirect(shortlist)
