"""Taking a shortlist along, from the page of the shortlist."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from chamber import errors
from missions import shortlists
from missions.models import Mission
from missions.views.workspace import chosen
from partners.models import Shortlist


class Share(PermissionRequiredMixin, View):
    """``do`` is share or take_back; ``key`` is that of the mission."""

    permission_required = "missions.plan"

    def post(self, request, pk):
        user = request.user
        shortlist = get_object_or_404(Shortlist.objects.visible_to(user), pk=pk)
        do = request.POST.get("do")
        if do not in ("share", "take_back"):
            return errors.bad_request(request, ValueError("do"))
        mission = chosen(Mission.objects.visible_to(user), request.POST.get("key"))
        if do == "share":
            shortlists.share(mission, shortlist, by=user, at=timezone.now())
            words = _("“%(mission)s” takes this shortlist along.")
        else:
            shortlists.take_back(mission, shortlist, by=user)
            words = _("“%(mission)s” no longer takes this shortlist along.")
        messages.success(request, words % {"mission": mission})
        return redirect(shortlist)
