"""Objectives 5 and 6, told by the app that owns them."""

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chamber.slots import Objective, Reading, objectives
from missions.models import Mission, Participant

TRANSFER = 5


def transfer(user, at):
    """People who said yes to the missions of this year and later; the next one that starts."""
    this_year = timezone.localtime(at).replace(month=1, day=1, hour=0, minute=0)
    seen = Mission.objects.visible_to(user).exclude(state=Mission.State.CANCELLED)
    missions = seen.filter(objectives__contains=[TRANSFER], ends_at__gte=this_year)
    said_yes = Q(participants__state=Participant.State.ACCEPTED)
    found = missions.aggregate(
        value=Count("participants", filter=said_yes),
        next=Min("starts_at", filter=Q(starts_at__gt=at)),
    )
    starts = found["next"] and timezone.localdate(found["next"])
    return Reading(found["value"], next_date=starts, next_words=gettext("the mission starts"))


objectives.register(
    Objective(
        TRANSFER,
        _("Technology transfer mission to Flanders"),
        _("Odesa, Mykolaiv and Kherson visit those who have solved it."),
        _("participants accepted"),
        url_name="missions:missions",
        read=transfer,
    ),
    order=5,
)
objectives.register(
    Objective(
        6,
        _("Port of Antwerp mission and Red Star Line exhibition"),
        _("Port to port in Odesa and Mykolaiv, with a story of leaving over Antwerp."),
        _("loans signed"),
    ),
    order=6,
)
