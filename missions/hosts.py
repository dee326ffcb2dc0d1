"""Who receives the mission: chosen for a need or by hand, confirmed, declined, taken off again."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model

from chamber.chain import linking
from chamber.chain.models import Step
from missions.models import Mission, MissionPartner
from partners.matching import deciding
from partners.models import MatchProfile, Organisation, Suggestion

if TYPE_CHECKING:
    from chamber.accounts.models import User


class NoProvider(Exception):
    """Nobody stands behind what was suggested, so nobody can receive the mission."""


class StillHost(Exception):
    """The partner stands in the programme; it leaves that first."""


@transaction.atomic
def choose(mission: Mission, suggestion: Suggestion, *, by: "User", at: datetime) -> MissionPartner:
    """Accept ``suggestion`` and take who is behind it along as a host; twice is harmless."""
    candidate = suggestion.candidate
    if candidate.provider is None:
        raise NoProvider(suggestion)
    deciding.accept(suggestion, by=by, at=at)
    partner = add(mission, candidate.provider, by=by)
    partner.suggestions.add(suggestion)
    if offered := _offered(candidate):
        linking.link(offered, mission, from_step=Step.TECHNOLOGY, to_step=Step.MISSION)
    return partner


@transaction.atomic
def add(mission: Mission, organisation: Organisation, *, by: "User") -> MissionPartner:
    """Take ``organisation`` along; who is there already stays as it is."""
    partner, is_new = mission.partners.get_or_create(organisation=organisation)
    if is_new:
        linking.link(organisation, mission, from_step=Step.PARTNER, to_step=Step.MISSION)
        mission.log("host_chosen", by=by, what=organisation)
    return partner


@transaction.atomic
def move(partner: MissionPartner, *, to: str, by: "User") -> None:
    """The partner confirmed or declined, or is asked again; twice is harmless."""
    changed = partner.mission.partners.filter(pk=partner.pk).exclude(state=to).update(state=to)
    if changed:
        partner.state = to
        partner.mission.log(f"host_{to}", by=by, what=partner.organisation)


@transaction.atomic
def remove(partner: MissionPartner, *, by: "User") -> None:
    """Take the partner off, or raise ``StillHost`` while it stands in the programme."""
    mission, organisation = partner.mission, partner.organisation
    if mission.items.filter(hosts=organisation).exists():
        raise StillHost(partner)
    for suggestion in partner.suggestions.select_related("candidate"):
        if offered := _offered(suggestion.candidate):
            linking.unlink(offered, mission)
    linking.unlink(organisation, mission)
    mission.log("host_removed", by=by, what=organisation)
    partner.delete()


def _offered(candidate: MatchProfile) -> Model | None:
    """The technology or offer whose profile this is; none for an organisation."""
    kind = candidate.kind
    return getattr(candidate, kind, None) if kind in ("technology", "offer") else None
