"""The glossary: public to read, writing staff keep it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DeleteView, DetailView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.glossary.filters import TermFilter
from chamber.glossary.forms import TermForm
from chamber.glossary.linking import already_linked
from chamber.glossary.models import TEXTS, Term
from chamber.lists.views import PortalList


class _Visible:
    model = Term

    def get_queryset(self):
        return Term.objects.visible_to(self.request.user)


class _Kept(_Visible, PermissionRequiredMixin):
    permission_required = "glossary.change"


class TermList(PortalList, _Visible, ListView):
    filterset_class = TermFilter
    sort_labels = {"word": gettext_lazy("Word")}
    columns = (
        (gettext_lazy("Word"), "word"),
        (gettext_lazy("What public bodies mean"), "public_meaning"),
        (gettext_lazy("What companies mean"), "private_meaning"),
        (gettext_lazy("How they misunderstand each other"), "false_friend"),
    )
    csv_name = "glossary"

    def get_sorts(self):
        return {"word": (f"sort_{get_language()}",)}


class TermDetail(_Visible, DetailView):
    def get_context_data(self, **kwargs):
        already_linked(self.request).add(self.object.slug)
        languages = [
            (code, name, [getattr(self.object, f"{text}_{code}") for text in TEXTS])
            for code, name in settings.LANGUAGES
        ]
        return super().get_context_data(languages=languages, **kwargs)


class _Writing(_Kept):
    form_class = TermForm
    extra_context = {"form_template": "forms/by_language.html"}


class TermCreate(_Writing, SafeFormMixin, CreateView):
    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log("created", by=self.request.user)
        messages.success(self.request, _("The term is in the glossary."))
        return response


class TermEdit(_Writing, VersionedFormMixin, UpdateView):
    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log("changed", by=self.request.user)
        messages.success(self.request, _("Your changes are saved."))
        return response


class TermDelete(_Kept, SafeFormMixin, DeleteView):
    success_url = reverse_lazy("glossary:list")

    def form_valid(self, form):
        self.object.log("deleted", by=self.request.user, word=self.object)
        messages.success(self.request, _("The term is deleted."))
        return super().form_valid(form)
