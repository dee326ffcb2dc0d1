"""The letters of an invitation before they go, each as its reader will see it."""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from chamber.forms.views import SafeFormMixin
from chamber.links import tokens
from chamber.mail.views import PREVIEW_POLICY
from missions import checks, invitations, letters
from missions.forms.invitations import SendForm
from missions.models import Mission, Participant
from missions.views.invitations import participants
from missions.views.workspace import Planning
from partners.trust.showing import new_check


@method_decorator(csp_update({"frame-src": [SELF]}), name="dispatch")
class Preview(Planning, SafeFormMixin, FormView):
    """GET shows each letter as its reader will see it; POST sends them all."""

    tab = "invitations"
    template_name = "missions/invitations_preview.html"
    form_class = SendForm

    def get_form_kwargs(self):
        everybody = participants(self.mission, self.request.user)
        shown = {"participants": everybody, "missing": self.missing}
        return super().get_form_kwargs() | shown

    def get_initial(self):
        return {"who": [one.pk for one in self.chosen]}

    @cached_property
    def chosen(self):
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        wanted = {pk for pk in asked.getlist("who") if pk.isdecimal()}
        people = participants(self.mission, self.request.user)
        found = people.filter(state=Participant.State.CHOSEN)
        return [one for one in found if "all" in asked or str(one.pk) in wanted]

    @cached_property
    def missing(self):
        """The checks that do not stand."""
        reachable = [one for one in self.chosen if one.person.email]
        return checks.missing(self.mission, reachable, at=timezone.now())

    def get_context_data(self, **kwargs):
        reachable = [one for one in self.chosen if one.person.email]
        return super().get_context_data(
            letters=[(one, self.address(one)) for one in reachable],
            skipped=[one for one in self.chosen if not one.person.email],
            shown=self.shown(reachable),
            seconds=round(settings.MAIL_UNDO),
            minutes=round(settings.MAIL_ROUND_UNDO / 60),
            missing=[(one, new_check(one.subject)) for one in self.missing],
            is_open=invitations.is_open(self.mission, at=timezone.now()),
            **kwargs,
        )

    def address(self, one):
        """This page with the letter to ``one``."""
        who = [("who", chosen.pk) for chosen in self.chosen]
        return f"?{urlencode([*who, ('show', one.pk)])}"

    def shown(self, reachable):
        """The one whose letter is on the page, and the letter."""
        wanted = self.request.GET.get("show", "")
        one = next((one for one in reachable if str(one.pk) == wanted), None)
        one = one or (reachable[0] if reachable else None)
        return one and {"participant": one, "letter": letter_to(one, self.mission)}

    def form_valid(self, form):
        try:
            people = self.on_mission(form.cleaned_data["who"])
            although = form.cleaned_data.get("although", "")
            sent = invitations.invite_all(
                people, by=self.request.user, at=timezone.now(), although=although
            )
        except invitations.MissionClosed:
            messages.error(self.request, _("Nobody can be invited to this mission any more."))
        except checks.NotChecked:
            messages.error(self.request, _("Somebody was not checked any more; look once again."))
        else:
            self.say(sent)
        return redirect("missions:invitations", self.mission.pk)

    def on_mission(self, people):
        prefetch_related_objects([self.mission], "host_places")
        for one in people:
            one.mission = self.mission
            yield one

    def say(self, sent):
        number = len(sent.invited)
        words = ngettext(
            "%(count)d invitation waits to be sent and can still be taken back.",
            "%(count)d invitations wait to be sent and can still be taken back.",
            number,
        )
        if number:
            messages.success(self.request, words % {"count": number})
        if sent.skipped:
            names = ", ".join(str(one.person) for one in sent.skipped)
            words = _("No mail address, so not invited: %(names)s.") % {"names": names}
            messages.warning(self.request, words)


def letter_to(participant, mission):
    participant.mission = mission
    letter = letters.preview(participant)
    words = _("[personal link]")
    return {name: tokens.hide(text, words=words) for name, text in letter.items()}


@require_safe
@login_required
@permission_required("missions.plan", raise_exception=True)
@xframe_options_sameorigin
@csp(PREVIEW_POLICY)
def letter(request, mission, participant):
    """The letter for the frame of the preview; links in it lead nowhere."""
    mission = get_object_or_404(Mission.objects.visible_to(request.user), pk=mission)
    one = get_object_or_404(participants(mission, request.user), pk=participant)
    return HttpResponse(letter_to(one, mission)["html"])
