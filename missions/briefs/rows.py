"""What a brief is told from: read once, in the same order whatever language is active."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch

from chamber.bookings.models import Kind as ResourceKind
from chamber.glossary.models import Term
from citizens.models import Horizon, Need
from missions.models import Delegation, Mission, MissionPartner, Participant, ProgrammeItem
from partners.models import Organisation, Place, Suggestion

TERMS = 6  # words that mislead
HORIZONS = list(Horizon)
NAMES = [f"name_{code}" for code, _language in settings.LANGUAGES]
OF_A_HOST = ("name", "kind", "description", "email", "phone", "domain", "seat", "operating_place")


@dataclass(frozen=True)
class Fit:
    """Why a host was chosen: ``suggestion`` says how well it answers ``need``."""

    need: Need
    suggestion: Suggestion


@dataclass(frozen=True)
class Host:
    """A partner of the mission with the needs it answers, the best first."""

    partner: MissionPartner
    organisation: Organisation
    fits: list[Fit]

    @property
    def score(self) -> float:
        return max((fit.suggestion.score for fit in self.fits), default=0)


@dataclass(frozen=True)
class Rows:
    """One mission; ``participants`` are those who come, ``asked`` counts those who may."""

    mission: Mission
    delegations: list[Delegation]
    participants: list[Participant]
    asked: int
    needs: list[Need]
    hosts: list[Host]
    items: list[ProgrammeItem]
    places: list[Place]
    terms: list[Term]


def load(mission: Mission) -> Rows:
    """All rows of ``mission``, which comes with its lead, pool, brief and delegations."""
    delegations = list(mission.delegations.all())
    needs = _needs(mission, delegations)
    people = mission.participants.select_related("person", "organisation")
    everybody = list(people.defer(*_all_but("name")).order_by("pk"))
    state = Participant.State
    return Rows(
        mission=mission,
        delegations=delegations,
        participants=[one for one in everybody if one.state == state.ACCEPTED],
        asked=sum(one.state in (state.INVITED, state.TENTATIVE) for one in everybody),
        needs=needs,
        hosts=_hosts(mission, needs),
        items=_items(mission),
        places=list(mission.host_places.order_by("pk")),
        terms=list(Term.objects.order_by("pk")[:TERMS]),
    )


def _all_but(*names: str) -> list[str]:
    """The columns of an organisation that are left where they are: it has fifty, a brief reads
    few. ``names`` begin those that it does read."""
    columns = (field.name for field in Organisation._meta.concrete_fields if field.name != "id")
    return [f"organisation__{column}" for column in columns if not column.startswith(names)]


def _needs(mission: Mission, delegations: list[Delegation]) -> list[Need]:
    """City by city as they travel, the urgent first; drafts stay at home."""
    cities = [delegation.city_id for delegation in delegations]
    needs = mission.needs.exclude(status=Need.Status.DRAFT).select_related("city").order_by("pk")

    def place(need: Need) -> tuple[int, int, int]:
        city = cities.index(need.city_id) if need.city_id in cities else len(cities)
        return city, HORIZONS.index(Horizon(need.horizon)), -(need.people_affected or 0)

    return sorted(needs, key=place)


def _hosts(mission: Mission, needs: list[Need]) -> list[Host]:
    """Those who have not declined, the best fit first."""
    of_profile = {need.profile_id: need for need in needs if need.profile_id}
    best_first = Suggestion.objects.order_by("-score", "pk")
    partners = (
        mission.partners.exclude(state=MissionPartner.State.DECLINED)
        .select_related("organisation__seat", "organisation__operating_place")
        .defer(*_all_but(*OF_A_HOST))
        .prefetch_related(Prefetch("suggestions", queryset=best_first))
        .order_by("pk")
    )
    hosts = [
        Host(
            partner,
            partner.organisation,
            [
                Fit(of_profile[suggestion.seeker_id], suggestion)
                for suggestion in partner.suggestions.all()
                if suggestion.seeker_id in of_profile
            ],
        )
        for partner in partners
    ]
    return sorted(hosts, key=lambda host: -host.score)


def _items(mission: Mission) -> list[ProgrammeItem]:
    """In their order, each with the keys of the delegations that are ``going`` and the names of
    its ``interpreters``."""
    delegations: Any = ProgrammeItem.delegations.through
    resources: Any = ProgrammeItem.resources.through
    going = delegations.objects.filter(programmeitem=OuterRef("pk"))
    interpreters = resources.objects.filter(
        programmeitem=OuterRef("pk"), resource__kind=ResourceKind.INTERPRETER
    )
    labels = interpreters.order_by("resource__label").values("resource__label").distinct()
    items = mission.items.select_related("place").annotate(
        going=ArraySubquery(going.values("delegation")), interpreters=ArraySubquery(labels)
    )
    hosts = Prefetch("hosts", queryset=Organisation.objects.only(*NAMES).order_by("pk"))
    return list(items.order_by("starts_at", "ends_at", "pk").prefetch_related(hosts))
