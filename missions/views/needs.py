"""The needs that travel along: published ones of the mission's cities."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from citizens.models import Need
from missions import planning
from missions.views.workspace import Workspace


class Needs(Workspace, TemplateView):
    """``was`` is what the reader saw ticked, so that two who choose at once do not undo each
    other."""

    template_name = "missions/needs.html"
    tab = "needs"

    @cached_property
    def offered(self):
        """What may be chosen, and what was chosen and is no longer published."""
        cities = [delegation.city_id for delegation in self.mission.delegations.all()]
        seen = Need.objects.visible_to(self.request.user)
        published = seen.published().filter(city__in=cities)
        return seen.filter(pk__in=published.values("pk").union(self.mission.needs.values("pk")))

    def get_context_data(self, **kwargs):
        needs = self.offered.select_related("city").order_by("city", "-pk")
        city = self.request.GET.get("city", "")
        return super().get_context_data(
            needs=[need for need in needs if city in ("", str(need.city_id))],
            chosen=set(self.mission.needs.values_list("pk", flat=True)),
            cities=[
                {
                    "label": label,
                    "url": f"?city={key}" if key else self.request.path,
                    "current": key == city,
                }
                for key, label in self._cities()
            ],
            **kwargs,
        )

    def _cities(self):
        yield "", _("All cities")
        for delegation in self.mission.delegations.all():
            yield str(delegation.city_id), str(delegation)

    def post(self, request, **kwargs):
        wanted, was = (self._sent(name) for name in ("need", "was"))
        planning.choose_needs(self.mission, add=wanted - was, drop=was - wanted, by=request.user)
        count = self.mission.needs.count()
        words = ngettext(
            "%(count)d need travels along.", "%(count)d needs travel along.", count
        ) % {"count": count}
        messages.success(request, words)
        return redirect(request.get_full_path())

    def _sent(self, name):
        """Those of the offered needs whose keys were sent under ``name``."""
        keys = set(self.request.POST.getlist(name))
        return {need for need in self.offered if str(need.pk) in keys}
