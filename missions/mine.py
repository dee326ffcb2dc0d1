"""What people find of missions after signing in, and everybody on the home page."""

from django.utils import timezone
from django.utils.translation import gettext as _

from chamber.accounts.models import User
from chamber.links import tokens
from chamber.mail.states import State as MailState
from chamber.slots import home_sections, panels, waiting
from chamber.slots.entries import Waiting
from missions import answers
from missions.models import Invitation, Mission, Participant
from missions.views.heading import dates, heading

State = Participant.State


def coming(request):
    """The mission that leaves next."""
    now = timezone.now()
    ended = (Mission.State.DRAFT, Mission.State.CANCELLED)
    seen = Mission.objects.visible_to(request.user).filter(starts_at__gt=now)
    mission = seen.exclude(state__in=ended).with_cities().order_by("starts_at", "pk").first()
    if mission is None:
        return None
    when, *facts = heading(mission, at=now)["facts"]
    return "missions/section_next.html", {"mission": mission, "when": when, "facts": facts}


home_sections.register(coming, order=20)


@waiting.register
def unanswered(user, at):
    """Invitations and offered places of this person."""
    for one in _invitations(user, State.INVITED, State.OFFERED, at=at):
        participant = one.participant
        if not one.link.stands(at=at) or not answers.possible(participant, at=at):
            continue
        offered = participant.state == State.OFFERED
        yield Waiting(
            what=_("Take the place that is offered to you") if offered else _("Say if you come"),
            url=tokens.url(one.link),
            due=participant.seat.offered_until if offered else participant.mission.answer_by,
            context=str(participant.mission),
            action=_("Answer"),
        )


@panels.register
def own(row, user):
    """The missions ahead to which this person has said yes or maybe, or waits for a place."""
    if not isinstance(row, User) or row != user or user.is_chamber:
        return None
    now = timezone.now()
    ahead = _invitations(user, State.ACCEPTED, State.TENTATIVE, State.WAITING, at=now)
    missions = [
        (one.participant, dates(one.participant.mission), tokens.url(one.link))
        for one in ahead.filter(participant__mission__ends_at__gt=now)
        if one.link.stands(at=now)
    ]
    return ("missions/panel_own.html", missions) if missions else None


def _invitations(user, *states, at):
    """Whoever wrote one can take it back as long as its mail waits: it is not out yet."""
    seen = Invitation.objects.visible_to(user).filter(participant__person__user=user)
    seen = seen.exclude(mail__state=MailState.QUEUED, mail__not_before__gt=at)
    return (
        seen.filter(participant__state__in=states, link__isnull=False)
        .select_related("link", "participant__mission", "participant__seat")
        .order_by("participant__mission__starts_at", "pk")
    )
