"""Meetings, calls, mails and visits: written down by the chamber, read by the chamber."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch
from django.forms import modelform_factory
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.accounts.models import User
from chamber.charts.templatetags.look import zones_tag as zones
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from partners import contact
from partners.filters_contact import InteractionFilter
from partners.forms.interactions import InteractionForm
from partners.models import Interaction, Organisation
from partners.views.editing import Editing

WITH = ("organisations", "people", Prefetch("staff", User.objects.order_by("name", "pk")))


class _Visible(PermissionRequiredMixin):
    model = Interaction
    permission_required = "partners.see_interactions"

    def get_queryset(self):
        rows = Interaction.objects.visible_to(self.request.user)
        return rows.select_related("task__owner", "by").prefetch_related(*WITH)


def names(which):
    return lambda row: ", ".join(str(one) for one in getattr(row, which).all())


class InteractionList(PortalList, _Visible, ListView):
    filterset_class = InteractionFilter
    sorts = {"-when": ("-at",)}
    sort_labels = {"when": gettext_lazy("When")}
    columns = (
        (gettext_lazy("When"), "at"),
        (gettext_lazy("Kind"), "get_kind_display"),
        (gettext_lazy("Subject"), "subject"),
        (gettext_lazy("Organisations"), names("organisations")),
        (gettext_lazy("People"), names("people")),
        (gettext_lazy("Of the chamber"), names("staff")),
        (gettext_lazy("Where"), "place"),
        (gettext_lazy("Belongs to"), "source"),
        (gettext_lazy("Next step"), "task.what"),
        (gettext_lazy("Who does it"), "task.owner"),
        (gettext_lazy("Due"), "task.due"),
        (gettext_lazy("Done"), "task.done_at"),
    )
    csv_name = "interactions"


class InteractionDetail(_Visible, DetailView):
    def get_context_data(self, **kwargs):
        row = self.object
        facts = [capfirst(row.get_kind_display()), zones(row.at), row.place, row.source]
        return super().get_context_data(facts=[fact for fact in facts if fact], **kwargs)


class _Writing(Editing, _Visible):
    permission_required = "partners.log_interaction"
    form_class = InteractionForm

    def form_valid(self, form):
        self.said = form.cleaned_data
        return super().form_valid(form)

    def follow_up(self):
        said, by = self.said, self.request.user
        step = {"what": said["next_step"], "owner": said["next_owner"], "due": said["next_due"]}
        contact.plan(self.object, **step, by=by)
        contact.heard_from(self.object, by=by, at=timezone.now())


class InteractionCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Write down a contact")

    @cached_property
    def organisation(self):
        """``?organisation=vil``: from whose page one comes."""
        seen = Organisation.objects.visible_to(self.request.user)
        return seen.filter(slug=self.request.GET.get("organisation", "")).first()

    def get_initial(self):
        now = timezone.localtime().replace(second=0, microsecond=0)
        first = [self.organisation] if self.organisation else []
        return {"at": now, "staff": [self.request.user], "organisations": first}

    def above(self):
        if self.organisation:
            return self.organisation.get_absolute_url(), self.organisation
        return reverse("partners:interactions"), _("Interactions")

    def form_valid(self, form):
        form.instance.by = self.request.user
        return super().form_valid(form)


class InteractionEdit(_Writing, VersionedFormMixin, UpdateView):
    pass


class InteractionDelete(_Visible, VersionedFormMixin, UpdateView):
    """Asks first; who has not seen the newest words sees them before they are gone."""

    permission_required = "partners.log_interaction"
    form_class = modelform_factory(Interaction, fields=())
    template_name = "partners/interaction_delete.html"

    def form_valid(self, form):
        contact.forget(self.object, by=self.request.user)
        messages.success(self.request, _("Deleted: %(what)s") % {"what": self.object})
        return redirect("partners:interactions")
