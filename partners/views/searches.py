"""Saved searches: kept from the list, opened again, and told about when somebody is new."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DeleteView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin
from chamber.lists.addresses import PAGING
from chamber.lists.views import PortalList
from partners import finding, watching
from partners.forms.shortlists import SearchForm
from partners.models import SavedSearch

LONGEST = 2000  # characters of a query string that is kept


class _Visible(LoginRequiredMixin):
    model = SavedSearch

    def get_queryset(self):
        return SavedSearch.objects.visible_to(self.request.user).select_related("owner")


class SearchList(PortalList, _Visible, ListView):
    template_name = "partners/search_list.html"
    sorts = {"name": ("name",)}

    def get_context_data(self, **kwargs):
        stopped = watching.is_stopped(self.request.user)
        return super().get_context_data(stopped=stopped, **kwargs)


class _Writing(_Visible, SafeFormMixin):
    form_class = SearchForm
    template_name = "partners/search_form.html"
    success_url = reverse_lazy("partners:searches")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        response, kept = super().form_valid(form), self.object
        try:
            if "alert" in form.changed_data or watching.is_stopped(kept.owner):
                watching.watch(kept, alert=kept.alert, at=timezone.now())
        except watching.TooMany:
            words = _("This search finds more than %(limit)d organisations: add a filter.")
            form.add_error("alert", words % {"limit": watching.AT_MOST})
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        query = context["form"].instance.params
        return context | {"filters": finding.words(query, user=self.request.user)}


class SearchNew(_Writing, CreateView):
    """``of`` is the query string to keep, ``view`` how the list was seen."""

    def get_initial(self):
        return {"view": self.request.GET.get("view") or SavedSearch.View.LIST}

    def get_form_kwargs(self):
        kept = SavedSearch(
            owner=self.request.user, query=self.query(), language=get_language() or "en"
        )
        return super().get_form_kwargs() | {"instance": kept}

    def query(self):
        query = QueryDict(self.request.GET.get("of", "")[:LONGEST], mutable=True)
        for name in PAGING:
            query.pop(name, None)
        words = query.urlencode()
        return words if len(words) <= LONGEST else ""


class _Own(_Visible):
    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if found.owner_id != self.request.user.pk:
            raise PermissionDenied
        return found


class SearchEdit(_Own, _Writing, UpdateView):
    pass


class SearchDelete(_Own, SafeFormMixin, DeleteView):
    template_name = "partners/search_delete.html"
    success_url = reverse_lazy("partners:searches")

    def form_valid(self, form):
        messages.success(self.request, _("The saved search is deleted."))
        return super().form_valid(form)
