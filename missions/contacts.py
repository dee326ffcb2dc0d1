"""What the page of an organisation says of its missions, and when somebody there last answered."""

from django.db.models import Q
from django.utils.translation import gettext as _

from chamber.slots import last_contacts, timeline
from chamber.slots.entries import Happened
from missions.models import Invitation, Mission
from partners.models import Organisation


@timeline.register
def missions_of(row, user):
    """Those it receives or sends somebody to."""
    if not isinstance(row, Organisation):
        return
    concerned = Q(partners__organisation=row) | Q(participants__organisation=row)
    keys = Mission.objects.filter(concerned).values("pk")
    for mission in Mission.objects.visible_to(user).filter(pk__in=keys)[:50]:
        yield Happened(
            at=mission.starts_at,
            kind=_("Mission"),
            what=str(mission),
            url=mission.get_absolute_url(),
            state=mission.get_state_display(),
        )


@last_contacts.register
def answered(organisation):
    rows = Invitation.objects.filter(
        participant__organisation=organisation, answered_at__isnull=False
    )
    return rows.order_by("-answered_at").values("answered_at")[:1]
