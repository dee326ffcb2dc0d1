"""What missions show in the pages below: their entry, their figures, and what waits for a lead."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.chain.models import Step
from chamber.slots import chain_figures, navigation, waiting
from chamber.slots.entries import Navigation, Waiting
from missions.models import Mission, ProgrammeItem
from missions.programme import ANSWERS

State = Mission.State


def entry(request):
    url = reverse("missions:missions")
    yield Navigation(_("Missions"), url, current=request.path.startswith(url))


navigation.register(entry, order=110)


@chain_figures.register
def figures(user):
    """Missions and confirmed visits and meetings, as far as this reader sees them."""
    seen = Mission.objects.visible_to(user).exclude(state=State.CANCELLED)
    if missions := seen.count():
        words = ngettext("%(count)d mission", "%(count)d missions", missions)
        yield Step.MISSION, words % {"count": missions}, reverse("missions:missions")
    items = ProgrammeItem.objects.visible_to(user).filter(mission__in=seen, kind__in=ANSWERS)
    if meetings := items.filter(state=ProgrammeItem.State.CONFIRMED).count():
        words = ngettext("%(count)d confirmed", "%(count)d confirmed", meetings)
        yield Step.MEETING, words % {"count": meetings}, reverse("missions:missions")


@waiting.register
def overtaken(user, at):
    """Missions whose state the calendar has overtaken wait for who answers for them."""
    if not user.is_writing_staff:
        return
    due = (
        Q(state=State.INVITING, answer_by__lt=at)
        | Q(state=State.CONFIRMED, starts_at__lt=at)
        | Q(state=State.RUNNING, ends_at__lt=at)
    )
    for mission in Mission.objects.visible_to(user).filter(due, lead=user)[:50]:
        yield Waiting(
            what=_what(mission.state),
            url=mission.get_absolute_url(),
            due=_since(mission),
            context=str(mission),
            action=_("Open"),
            objective=min(mission.objectives, default=None),
        )


def _what(state):
    return {
        State.INVITING: _("Confirm the mission, or cancel it: the time to answer is over"),
        State.CONFIRMED: _("Say that the mission has begun"),
        State.RUNNING: _("Say that the mission is completed"),
    }[state]


def _since(mission):
    return {
        State.INVITING: mission.answer_by,
        State.CONFIRMED: mission.starts_at,
        State.RUNNING: mission.ends_at,
    }[mission.state]
