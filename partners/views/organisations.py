"""The directory: what is published is open to all, writing staff keep it."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.chain import steps
from chamber.chain.models import Step
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from partners.duplicates.entry import look_alikes
from partners.duplicates.sides import side_said
from partners.filters import OrganisationFilter
from partners.forms.organisations import OrganisationForm
from partners.isocodes import country_name
from partners.matching import sources
from partners.models import Identifier, Offer, Organisation, Topic
from partners.views.duplicates import FollowsMerges
from partners.views.editing import Editing
from partners.views.panels import WithPanels

VERIFIED = Prefetch(
    "identifiers", Identifier.objects.filter(verified=True), to_attr="verified_numbers"
)
TOPICS = Prefetch("topics", Topic.objects.named())


class _Visible:
    model = Organisation

    def get_queryset(self):
        return Organisation.objects.visible_to(self.request.user)


class OrganisationList(PortalList, _Visible, ListView):
    filterset_class = OrganisationFilter
    sort_labels = {"name": gettext_lazy("Name"), "added": gettext_lazy("Added")}
    columns = (
        (gettext_lazy("Name"), str),
        (gettext_lazy("Kind"), "kind_words"),
        (gettext_lazy("Country"), lambda row: country_name(row.country)),
        (gettext_lazy("Seat"), lambda row: row.seat or ""),
        (gettext_lazy("Works from"), lambda row: row.operating_place or ""),
        (gettext_lazy("Topics"), "about"),
        (gettext_lazy("Verified numbers"), lambda row: ", ".join(map(str, row.verified_numbers))),
        (gettext_lazy("Website"), "website"),
    )
    csv_name = "partners"

    def get_queryset(self):
        rows = super().get_queryset().filter(merged_into=None)
        return rows.listed().prefetch_related(VERIFIED)

    def dressed(self, rows):
        names = {topic.pk: str(topic) for topic in self.filterset.topics}
        for row in rows:
            row.about = ", ".join(name for key, name in names.items() if key in row.topic_keys)
            facts = [row.kind_words, str(row.seat or ""), row.works_from, row.about]
            row.in_brief = " · ".join(filter(None, facts))
            yield row

    def get_sorts(self):
        return {"name": (f"sort_{get_language()}",), "-added": ("-pk",)}

    def get_context_data(self, **kwargs):
        strip = steps.overview(self.request.user, here=Step.PARTNER)
        return super().get_context_data(steps=strip, **kwargs)


class OrganisationDetail(FollowsMerges, WithPanels, _Visible, DetailView):
    def get_queryset(self):
        rows = super().get_queryset().select_related("seat", "operating_place")
        return rows.prefetch_related(TOPICS, "industries", "identifiers")

    def get_context_data(self, **kwargs):
        user, here = self.request.user, self.object
        offers = Offer.objects.visible_to(user).filter(organisation=here)
        context = {
            "facts": self.facts(),
            "steps": steps.around(here, here=Step.PARTNER, user=user),
            "offers": offers[:50],
            "verified": [number for number in here.identifiers.all() if number.verified],
        }
        if getattr(user, "is_chamber", False):
            context["memberships"] = here.memberships.select_related("person")
        return super().get_context_data(**context, **kwargs)

    def facts(self):
        """The line below the name."""
        here = self.object
        places = [str(here.seat or ""), country_name(here.country)]
        facts = [
            here.get_kind_display(),
            ", ".join(filter(None, places)),
            here.works_from,
            ", ".join(map(str, here.topics.all())),
        ]
        if here.website:
            facts.append(format_html('<a href="{}">{}</a>', here.website, here.domain))
        return [fact for fact in facts if fact]


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    permission_required = "partners.change"
    form_class = OrganisationForm

    def follow_up(self):
        sources.profile_organisation(self.object, by=self.request.user)


class OrganisationCreate(_Writing, SafeFormMixin, CreateView):
    """Shows first who may be meant, and saves when that is another one."""

    template_name = "partners/organisation_new.html"
    verb = "created"
    new_title = gettext_lazy("Add an organisation")
    up = ("partners:organisations", gettext_lazy("Partners"))

    def form_valid(self, form):
        if "another" not in self.request.POST:
            numbers = [(one, value) for one, values in form.numbers.items() for value in values]
            alike = look_alikes(side_said(form.cleaned_data, numbers))
            if alike:
                return self.render_to_response(self.get_context_data(form=form, alike=alike))
        return super().form_valid(form)


class OrganisationEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
