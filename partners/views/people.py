"""Contacts: for the chamber's people only."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from partners.addressing import greeting
from partners.filters import PersonFilter
from partners.forms.people import PersonForm
from partners.isocodes import language_name
from partners.models import Membership, Organisation, Person
from partners.models.organisations import LANGUAGES
from partners.trust import screening
from partners.trust.showing import with_hits
from partners.views.editing import Editing
from partners.views.panels import WithPanels

BELONGING = Prefetch("memberships", Membership.objects.select_related("organisation"))


def of(person):
    return ", ".join(str(one.organisation) for one in person.memberships.all())


class _Visible(PermissionRequiredMixin):
    model = Person
    permission_required = "partners.see_people"

    def get_queryset(self):
        return Person.objects.visible_to(self.request.user).prefetch_related(BELONGING)


class PersonList(PortalList, _Visible, ListView):
    filterset_class = PersonFilter
    sorts = {"name": ("family_name", "given_name"), "-added": ("-pk",)}
    sort_labels = {"name": gettext_lazy("Name"), "added": gettext_lazy("Added")}
    columns = (
        (gettext_lazy("Given name"), "given_name"),
        (gettext_lazy("Family name"), "family_name"),
        (gettext_lazy("Function"), "job_title"),
        (gettext_lazy("Organisations"), of),
        (gettext_lazy("Mail address"), "email"),
        (gettext_lazy("Telephone"), "phone"),
        (gettext_lazy("Language of letters"), lambda row: language_name(row.language)),
    )
    csv_name = "contacts"


class PersonDetail(WithPanels, _Visible, DetailView):
    def get_queryset(self):
        return with_hits(super().get_queryset(), self.request.user, column="person")

    def get_context_data(self, **kwargs):
        greetings = [(code, greeting(self.object, code)) for code in LANGUAGES]
        return super().get_context_data(greetings=greetings, **kwargs)


class _Writing(Editing, _Visible):
    permission_required = "partners.change"
    form_class = PersonForm

    def follow_up(self):
        screening.soon(by=self.request.user)


class PersonCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Add a contact")
    up = ("partners:people", gettext_lazy("Contacts"))

    def get_form_kwargs(self):
        """``?organisation=vil`` names the first organisation of a new contact."""
        organisations = Organisation.objects.visible_to(self.request.user)
        first = organisations.filter(slug=self.request.GET.get("organisation", "")).first()
        return super().get_form_kwargs() | {"organisation": first}


class PersonEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
