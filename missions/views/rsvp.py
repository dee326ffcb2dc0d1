"""The page behind the link of an invitation: no account, no script. Reading it answers nothing."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chamber.bookings.models import Kind
from chamber.links import purposes
from chamber.seats import taking
from citizens.models import Need
from missions import answers, calendar, letters
from missions.forms.invitations import AnswerForm
from missions.models import Invitation, Participant, ProgrammeItem

CALENDAR = "calendar.ics"


@purposes.page("rsvp")
def page(request, link, rest):
    invitation = get_object_or_404(_whole(), link=link)
    if rest == CALENDAR:
        return file(request, invitation)
    if rest:
        raise Http404
    participant = invitation.participant
    form = AnswerForm(request.POST or None, initial={"companions": participant.places - 1})
    problem = ""
    if request.method == "POST" and form.is_valid():
        problem = refused(invitation, form.cleaned_data)
        if not problem:
            return redirect(request.path)
    context = seen(invitation, at=timezone.now())
    status = 409 if problem else 200
    return render(
        request, "missions/rsvp.html", context | {"form": form, "problem": problem}, status=status
    )


@purposes.advice("rsvp")
def whom_to_ask(link):
    invitation = _whole().filter(link=link).first()
    if invitation is None:
        return ""
    lead = invitation.participant.mission.lead
    return _(
        "This invitation has expired, because its mission is over. "
        "Questions? Write to %(lead)s, %(address)s."
    ) % {"lead": lead, "address": lead.email}


@require_safe
def file(request, invitation):
    """The mission for a calendar, as a file to be opened."""
    text = letters.part_for(invitation, calendar.file, at=timezone.now())
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8; method=PUBLISH",
        headers={"Content-Disposition": f'attachment; filename="{CALENDAR}"'},
    )


def refused(invitation, said):
    """Note the answer; says in words why it could not be, and nothing when it could."""
    try:
        answers.answer(
            invitation, said=said["answer"], places=1 + said["companions"], at=timezone.now()
        )
    except answers.TooLate:
        return _("This answer can no longer be given here.")
    except taking.NoRoom:
        return _("There are not so many free places. What you answered before still stands.")
    return ""


def seen(invitation, *, at):
    """What the page shows; everything in it is meant for the person invited."""
    participant = invitation.participant
    mission, seat = participant.mission, participant.seat
    waits = participant.state == Participant.State.WAITING and seat
    return {
        "invitation": invitation,
        "participant": participant,
        "mission": mission,
        "first": letters.first_zone(participant),
        "where": calendar.where(mission),
        "interpreted": mission.items.filter(resources__kind=Kind.INTERPRETER).exists(),
        "free": max(mission.pool.free, 0),
        "possible": answers.possible(participant, at=at),
        "deadline_is_over": at >= mission.answer_by,
        "number": answers.number_in_line(seat) if waits else None,
        "items": list(programme(participant)),
        "needs": list(needs(participant)),
        "calendar_url": CALENDAR,
    }


def programme(participant):
    """What this person takes part in, in order."""
    items = ProgrammeItem.objects.filter(mission=participant.mission)
    if participant.delegation:
        items = items.filter(Q(delegations=None) | Q(delegations=participant.delegation))
    return items.select_related("place").distinct()


def needs(participant):
    """The published needs that travel along: those of the city, for others all of them."""
    travelling = Need.objects.visible_to(AnonymousUser()).filter(missions=participant.mission)
    if participant.delegation:
        travelling = travelling.filter(city=participant.delegation.city_id)
    return travelling.order_by("pk")


def _whole():
    return Invitation.objects.select_related(
        "calendar_entry",
        "participant__person",
        "participant__organisation",
        "participant__delegation__city",
        "participant__seat__pool",
        "participant__mission__lead",
        "participant__mission__pool",
    )
