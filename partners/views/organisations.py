"""The directory: what is published is open to all, writing staff keep it."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.chain import steps
from chamber.chain.models import Step
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from partners.directory.labels import topics
from partners.directory.menu import menus
from partners.duplicates.entry import look_alikes
from partners.duplicates.panels import with_merges
from partners.duplicates.sides import side_said
from partners.filters import OrganisationFilter
from partners.forms.organisations import OrganisationForm
from partners.isocodes import country_name
from partners.keeping import renewal
from partners.matching import sources
from partners.models import Identifier, Offer, Organisation
from partners.models.reading import Reader
from partners.presenting import facts
from partners.presenting.page import Page
from partners.trust import screening
from partners.trust.showing import with_hits
from partners.views.duplicates import FollowsMerges
from partners.views.editing import Editing
from partners.views.panels import WithPanels

OFFERS_SHOWN = 2  # of one organisation in a list of what was searched
VERIFIED = Prefetch(
    "identifiers", Identifier.objects.filter(verified=True), to_attr="verified_numbers"
)


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
        return super().get_queryset().listed().prefetch_related(VERIFIED)

    def get_sorts(self):
        return {"name": (f"sort_{get_language()}",), "-added": ("-pk",)}

    @property
    def leaves_out(self):
        return bool(self.filterset.hits) and not self.filterset.found.is_complete

    def ranked(self):
        """Best first, unless somebody chose another order."""
        hits = [] if self.request.GET.get("sort") else self.filterset.hits
        return list(dict.fromkeys(hit.organisation for hit in hits)) or None

    def dressed(self, rows):
        rows = list(rows)
        offers = self.offers_found(rows)
        names = {topic.pk: str(topic) for topic in topics.rows().values()}
        for row in rows:
            row.about = ", ".join(name for key, name in names.items() if key in row.topic_keys)
            facts = [row.kind_words, str(row.seat or ""), row.works_from, row.about]
            row.in_brief = " · ".join(filter(None, facts))
            row.offers_found = offers.get(row.pk, [])
            yield row

    def offers_found(self, rows):
        """The best offers of each of ``rows`` that the words found."""
        shown = {row.pk for row in rows}
        best = [hit for hit in self.filterset.hits if hit.is_offer and hit.organisation in shown]
        seen = Offer.objects.visible_to(self.filterset.reader)  # one may have ended since
        offers = seen.in_bulk([hit.profile for hit in best], field_name="profile_id")
        found = {}
        for hit in best:
            if hit.profile in offers:
                found.setdefault(hit.organisation, []).append(offers[hit.profile])
        return {key: several[:OFFERS_SHOWN] for key, several in found.items()}

    def get_context_data(self, **kwargs):
        strip = steps.overview(self.request.user, here=Step.PARTNER)
        filters = self.filterset
        shown = menus(filters.facets, filters.counts(), filters.form.cleaned_data)
        return super().get_context_data(steps=strip, menus=shown, **kwargs)


class OrganisationDetail(FollowsMerges, WithPanels, DetailView):
    """Everything on it goes through one ``Reader``."""

    @cached_property
    def reader(self):
        return Reader.of(self.request.user)

    def get_queryset(self):
        rows = facts.loaded(Organisation.objects.visible_to(self.reader))
        rows = with_merges(rows, self.request.user)
        return with_hits(rows, self.request.user, column="organisation")

    def get_context_data(self, **kwargs):
        user, here = self.request.user, self.object
        page = Page(here, self.reader)
        context = {
            "page": page,
            "facts": self.heading(page),
            "steps": steps.around(here, here=Step.PARTNER, user=user),
            "may_write": user.has_perm("partners.change")
            or user.has_perm("partners.write_draft", here),
            "verified": [number for number in here.identifiers.all() if number.verified],
        }
        if "colleagues" in page.seen:
            context["memberships"] = here.memberships.select_related("person")
        return super().get_context_data(**context, **kwargs)

    def heading(self, page):
        """The line below the name."""
        here = self.object
        if "website" in page.seen and here.website:
            return [
                *page.headline,
                format_html('<a href="{}">{}</a>', here.website, here.domain),
            ]
        return page.headline


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    permission_required = "partners.change"
    form_class = OrganisationForm

    def form_valid(self, form):
        if "status" in form.changed_data or not form.instance.renew_by:
            renewal.begin(form.instance, at=timezone.now())
        return super().form_valid(form)

    def follow_up(self):
        sources.profile_organisation(self.object, by=self.request.user)
        screening.soon(by=self.request.user)


class AsksWhoIsMeant:
    """For the form of a new organisation: shows first who may be meant, and saves when that is
    another one."""

    def form_valid(self, form):
        if "another" not in self.request.POST and (alike := self.alike(form)):
            return self.render_to_response(self.get_context_data(form=form, alike=alike))
        return super().form_valid(form)

    def alike(self, form):
        return look_alikes(side_said(form.cleaned_data, form.numbers_said()))


class OrganisationCreate(AsksWhoIsMeant, _Writing, SafeFormMixin, CreateView):
    template_name = "partners/organisation_new.html"
    verb = "created"
    new_title = gettext_lazy("Add an organisation")
    up = ("partners:organisations", gettext_lazy("Partners"))


class OrganisationEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
