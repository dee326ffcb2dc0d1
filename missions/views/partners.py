"""Who receives the mission: what fits the needs, best first, and whom the chamber chose."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from chamber import errors
from missions import hosts, shortlists
from missions.forms.workspace import SearchForm
from missions.models import MissionPartner
from missions.views.workspace import Workspace, chosen
from partners.matching import deciding, reasons
from partners.models import Organisation, Suggestion
from partners.names import plain

BEST, FOUND = 5, 10
State = MissionPartner.State


class Partners(Workspace, TemplateView):
    """Each button posts ``do`` and the key of what it stands beside."""

    template_name = "missions/partners.html"
    tab = "partners"

    def get_context_data(self, **kwargs):
        partners = self.mission.partners.select_related("organisation__seat")
        partners = list(partners.prefetch_related("suggestions__seeker"))
        search = SearchForm(self.request.GET)
        words = search.cleaned_data["q"] if search.is_valid() else ""
        return super().get_context_data(
            needs=list(self.needs()),
            partners=partners,
            hosts={partner.organisation_id for partner in partners},
            search=search,
            shortlists=list(shortlists.of_mission(self.mission, self.request.user)),
            words=words,
            found=self.found(words) if words else [],
            **kwargs,
        )

    def needs(self):
        """Each need that travels along with its best standing suggestions and their reasons."""
        best = defaultdict(list)
        for suggestion in self.best():
            best[suggestion.seeker_id].append(suggestion)
        for need in self.mission.needs.select_related("city").order_by("city", "pk"):
            yield need, reasons.explain(best[need.profile_id])

    def best(self):
        place = Window(RowNumber(), partition_by=F("seeker"), order_by=[F("score").desc(), F("pk")])
        standing = Suggestion.objects.visible_to(self.request.user).standing()
        of_the_needs = standing.filter(seeker__need__missions=self.mission)
        ranked = of_the_needs.annotate(place=place).filter(place__lte=BEST)
        return ranked.select_related("candidate__provider").order_by("-score", "pk")

    def found(self, words):
        rows = Organisation.objects.visible_to(self.request.user).select_related("seat")
        for word in plain(words).split():
            rows = rows.filter(search_name__contains=word)
        return rows.exclude(hosted__mission=self.mission)[:FOUND]

    def post(self, request, **kwargs):
        mission, verb = self.mission, getattr(self, f"do_{request.POST.get('do')}", None)
        if verb is None:
            return errors.bad_request(request, ValueError("do"))
        verb(request.POST.get("key"))
        return redirect("missions:partners", mission.pk)

    def do_choose(self, key):
        suggestion = self._suggestion(key)
        try:
            hosts.choose(self.mission, suggestion, by=self.request.user, at=timezone.now())
        except hosts.NoProvider:
            words = _("No organisation stands behind this suggestion.")
            messages.warning(self.request, words)

    def do_dismiss(self, key):
        reason = self.request.POST.get("reason", "").strip()[:300]
        suggestion = self._suggestion(key)
        if not reason:
            messages.warning(self.request, _("Say why it does not fit. Nothing was changed."))
            return
        deciding.dismiss(suggestion, reason=reason, by=self.request.user, at=timezone.now())

    def do_add(self, key):
        seen = Organisation.objects.visible_to(self.request.user)
        hosts.add(self.mission, chosen(seen, key), by=self.request.user)

    def do_ask(self, key):
        hosts.move(self._partner(key), to=State.CHOSEN, by=self.request.user)

    def do_confirm(self, key):
        hosts.move(self._partner(key), to=State.CONFIRMED, by=self.request.user)

    def do_decline(self, key):
        hosts.move(self._partner(key), to=State.DECLINED, by=self.request.user)

    def do_remove(self, key):
        partner = self._partner(key)
        try:
            hosts.remove(partner, by=self.request.user)
        except hosts.StillHost:
            words = _("%(name)s stands in the programme. Change the programme first.")
            messages.warning(self.request, words % {"name": partner})

    def _suggestion(self, key):
        seen = Suggestion.objects.visible_to(self.request.user)
        of_the_needs = seen.filter(seeker__need__missions=self.mission)
        return chosen(of_the_needs.select_related("candidate__provider"), key)

    def _partner(self, key):
        return chosen(self.mission.partners.select_related("organisation", "mission"), key)
