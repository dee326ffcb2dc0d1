"""Invitations as staff see them: who is asked, who not yet, and what became of each."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from chamber.forms.views import SafeFormMixin
from missions import answers, checks, invitations, standing
from missions.forms.invitations import BLOCKED, AddressForm
from missions.models import Invitation, Mission, Participant, SentUnchecked
from missions.views.workspace import Workspace

SOON, LATER = 2, 10  # seconds between two looks at what is under way
TEXTS = ("text", "html", "calendar")  # of the mails, which a list does not need


def participants(mission, user):
    """Those of ``mission`` with all that a letter to them or a line about them says."""
    everybody = Participant.objects.visible_to(user).filter(mission=mission)
    return everybody.select_related(
        "person__user", "organisation", "delegation__city", "seat", "invitation__mail"
    ).defer(*[f"invitation__mail__{text}" for text in TEXTS])


class InvitationList(Workspace, TemplateView):
    """The whole page, or for a poll only what changes on it."""

    tab = "invitations"

    def get_template_names(self):
        state = "missions/invitations_state.html"
        return [state if self.request.htmx else "missions/invitations.html"]

    def get_context_data(self, **_arguments):
        at, people = timezone.now(), list(participants(self.mission, self.request.user))
        rows = list(self.rows(people, at=at))
        return super().get_context_data(
            rows=rows,
            rounds=list(rounds(rows)),
            chosen=[one for one in people if one.state == Participant.State.CHOSEN],
            free=max(self.mission.pool.free, 0),
            is_open=invitations.is_open(self.mission, at=at),
            every=every(rows, at=at),
        )

    def rows(self, people, *, at):
        line = answers.lines(self.mission.pool)
        for one in people:
            if hasattr(one, "invitation"):
                yield one, standing.of(one.invitation, at=at, line=line)


def rounds(rows):
    """Rounds that can still be taken back as a whole, with how many wait in each."""
    found = {}
    for participant, stands in rows:
        round = participant.invitation.round
        if round and stands.back_until:
            until, number = found.get(round, (stands.back_until, 0))
            found[round] = max(until, stands.back_until), number + 1
    for round, (until, number) in found.items():
        yield {"round": round, "until": until, "number": number}


def every(rows, *, at):
    """Seconds until the page looks again: more often while mails are about to leave."""
    moving = [stands for _participant, stands in rows if stands.is_moving]
    if not moving:
        return 0
    soon = at + timedelta(seconds=LATER)
    resting = all(one.back_until and one.back_until > soon for one in moving)
    return LATER if resting else SOON


class InvitationDetail(Workspace, SafeFormMixin, FormView):
    """One invitation; POST sends a failed one again, to a corrected address if there is one."""

    tab = "invitations"
    template_name = "missions/invitation.html"
    form_class = AddressForm

    @cached_property
    def invitation(self):
        return find(self.request.user, self.mission, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.invitation.participant.person}

    def get_context_data(self, **kwargs):
        line = answers.lines(self.mission.pool)
        return super().get_context_data(
            invitation=self.invitation,
            participant=self.invitation.participant,
            unchecked=SentUnchecked.objects.visible_to(self.request.user)
            .filter(invitations=self.invitation)
            .select_related("by")
            .first(),
            stands=standing.of(self.invitation, at=timezone.now(), line=line),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            again = invitations.send_again(
                self.invitation, to=form.cleaned_data["to"], by=self.request.user, at=timezone.now()
            )
        except checks.NotChecked:
            form.add_error(None, BLOCKED)
            return self.form_invalid(form)
        if again:
            messages.success(self.request, _("The invitation waits to be sent again."))
        else:
            messages.error(self.request, _("This invitation is on its way already."))
        return redirect(self.invitation)


@require_POST
@login_required
@permission_required("missions.plan", raise_exception=True)
def take_back(request, mission, pk):
    """One invitation."""
    mission = get_object_or_404(Mission.objects.visible_to(request.user), pk=mission)
    return _taken_back(request, mission, [find(request.user, mission, pk=pk)])


@require_POST
@login_required
@permission_required("missions.plan", raise_exception=True)
def take_back_round(request, mission, round):
    mission = get_object_or_404(Mission.objects.visible_to(request.user), pk=mission)
    return _taken_back(request, mission, list(_of(request.user, mission).filter(round=round)))


def _taken_back(request, mission, asked):
    number = invitations.take_back_all(asked, by=request.user, at=timezone.now())
    late = len(asked) - number
    if number:
        words = ngettext(
            "%(count)d invitation was taken back.", "%(count)d invitations were taken back.", number
        )
        messages.success(request, words % {"count": number})
    if late:
        words = ngettext(
            "%(count)d invitation had left already.",
            "%(count)d invitations had left already.",
            late,
        )
        messages.error(request, words % {"count": late})
    return redirect("missions:invitations", mission.pk)


def find(user, mission, *, pk):
    return get_object_or_404(_of(user, mission), pk=pk)


def _of(user, mission):
    seen = Invitation.objects.visible_to(user).filter(participant__mission=mission)
    return seen.select_related(
        "mail",
        "link",
        "calendar_entry",
        "invited_by",
        "participant__person__user",
        "participant__organisation",
        "participant__delegation__city",
        "participant__seat",
        "participant__mission__lead",
    )
