"""Whether those whom an invitation concerns are checked: who is invited, for whom they come, and
who receives the mission."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from missions.models import Invitation, Mission, MissionPartner, Participant, SentUnchecked
from partners import trust
from partners.models import Membership, Organisation, Person

if TYPE_CHECKING:
    from chamber.accounts.models import User


class NotChecked(Exception):
    """Somebody is not checked, and nobody said why to invite all the same; or is blocked, which no
    reason helps against. Its first argument is what is missing."""


def missing(
    mission: Mission, participants: Sequence[Participant], *, at: datetime
) -> list[trust.Stand]:
    """The checks that do not stand when ``participants`` are invited."""
    if not participants:
        return []
    hosts = Organisation.objects.filter(
        pk__in=mission.partners.exclude(state=MissionPartner.State.DECLINED).values("organisation")
    )
    asked = [*_homes(participants), *hosts]
    people = [one.person for one in participants]
    return trust.asked_for(asked, also=people, at=timezone.localdate(at))


def _homes(participants: Sequence[Participant]) -> list[Organisation | Person]:
    """For whom they come; who belongs to nobody is checked in person."""
    alone = [one.person_id for one in participants if one.organisation is None]
    belonging: dict[int, list[Organisation]] = defaultdict(list)
    if alone:
        rows = Membership.objects.filter(person__in=alone).select_related("organisation")
        for row in rows:
            belonging[row.person_id].append(row.organisation)
    found: list[Organisation | Person] = []
    for one in participants:
        homes = [one.organisation] if one.organisation else belonging[one.person_id]
        found += homes or [one.person]
    return found


def ask(
    mission: Mission, participants: Sequence[Participant], *, although: str, at: datetime
) -> list[trust.Stand]:
    """What is missing, if it may be passed over; raises ``NotChecked``."""
    found = refuse_blocked(mission, participants, at=at)
    if found and not although:
        raise NotChecked(found)
    return found


def refuse_blocked(
    mission: Mission, participants: Sequence[Participant], *, at: datetime
) -> list[trust.Stand]:
    """What is missing; raises ``NotChecked`` if somebody is blocked."""
    found = missing(mission, participants, at=at)
    if any(one.blocks for one in found):
        raise NotChecked(found)
    return found


def keep(
    mission: Mission,
    invitations: Iterable[Invitation],
    found: Sequence[trust.Stand],
    *,
    although: str,
    by: "User",
    at: datetime,
) -> None:
    """Write down why ``invitations`` go out although ``found`` is missing."""
    kept = SentUnchecked.objects.create(
        mission=mission,
        reason=although,
        missing=[
            {"model": one.subject._meta.label_lower, "key": one.subject.pk}
            | {"kind": one.kind.value, "state": one.result}
            for one in found
        ],
        by=by,
        at=at,
    )
    kept.invitations.set(invitations)
    mission.log("invited_unchecked", by=by, people=kept.invitations.count())
