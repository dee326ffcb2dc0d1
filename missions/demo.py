"""The demonstration mission: invented people and companies, made by the portal's own verbs.

The companies come in through the import, the hosts from the matching, the invitations go out over
the mail queue and the brief is printed by the worker, as in earnest. Whoever and whatever is
invented says so; the needs and the offers it meets are public facts.
"""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from chamber.bookings.models import Kind, Resource
from chamber.documents import press
from citizens.models import Need
from clusters import technologies
from clusters.models import Technology
from missions import answers, delegation, hosts, invitations, planning, programme
from missions.models import Mission, Participant, ProgrammeItem
from partners import demo_contacts
from partners.importing import at_once
from partners.matching import suggest
from partners.models import Check, Membership, Organisation, Person, Place, Suggestion, Topic

if TYPE_CHECKING:
    from chamber.accounts.models import User

DATA = Path(__file__).parent / "data"
BRUSSELS = ZoneInfo("Europe/Brussels")
AHEAD = timedelta(days=70)  # the mission starts on the first Monday after that
FIT = 50  # points from which the best suggestion for a need is taken
RESOURCES = {
    "interpreter": (Kind.INTERPRETER, "Interpreter Ukrainian – Dutch (demo)"),
    "vehicle": (Kind.VEHICLE, "Coach, 50 seats (demo)"),
}


def load(*, at: datetime) -> Mission | None:
    """Make the mission once; None when it is there."""
    if Mission.objects.filter(is_demo=True).exists():
        return None
    said = json.loads((DATA / "demo_mission.json").read_text(encoding="utf-8"))
    staff = get_user_model().objects.get(email="staff@example.org")
    import_partners(by=staff)
    with transaction.atomic():
        for one in said["technologies"]:
            _technology(one, by=staff)
        people = {one["given"] + one["family"]: _person(one) for one in _everybody(said)}
        mission = _mission(said, by=staff, at=at)
    _choose_hosts(mission, said, by=staff, at=at)
    with transaction.atomic():
        _plan(mission, said, by=staff, at=at)
        _invite(mission, said, people, by=staff, at=at)
        demo_contacts.load(by=staff, at=at)
    for language, _name in settings.LANGUAGES:
        press.ensure("mission-brief", str(mission.pk), language, by=staff)
    return mission


def import_partners(*, by: "User") -> None:
    """The invented companies, from a file as a partner would send it."""
    with (DATA / "demo_partners.csv").open("rb") as file:
        at_once.import_file(file, name="demo_partners.csv", by=by)
    ours = Organisation.objects.filter(name_en__endswith="(demo)")
    ours.update(is_demo=True, visibility="public")
    today = timezone.localdate()
    Check.objects.bulk_create(
        Check(
            organisation=one,
            kind=kind,
            result=Check.Result.CLEAR,
            source="Invented for the demonstration",
            checked_on=today,
            valid_until=today + timedelta(days=365),
            checked_by=by,
            is_demo=True,
        )
        for one in ours
        for kind in Check.Kind
    )


def _everybody(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [*said["hosts"], *said["delegation"]]


def _texts(name: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": text for language, text in words.items()}


def _technology(said: dict[str, Any], *, by: "User") -> None:
    technology = Technology.objects.create(
        **_texts("title", said["title"]),
        **_texts("summary", said["summary"]),
        **_texts("civic_benefit", said["civic"]),
        **_texts("customer_benefit", said["customer"]),
        readiness=said["readiness"],
        evidence=said["evidence"],
        status="published",
        is_demo=True,
    )
    technology.providers.set([Organisation.objects.get(name_en=said["provider"])])
    technology.topics.set(Topic.objects.filter(slug__in=said["topics"]))
    technology.log("created", by=by)
    technologies.keep(technology, by=by)


def _person(said: dict[str, Any]) -> Person:
    """A host or a traveller; who has an account of the demonstration is joined to it."""
    box = said.get("mail") or f"{said['given']}.{said['family']}".lower()
    account = get_user_model().objects.filter(email=f"{box}@example.org").first()
    person = Person.objects.create(
        given_name=said["given"],
        family_name=said["family"],
        patronymic=said.get("patronymic", ""),
        vocative=said.get("vocative", ""),
        passport_name=said.get("passport", ""),
        gender=said["gender"],
        job_title=said["job"],
        language=said["language"],
        languages=[said["language"], "en"],
        email=f"{box}@example.org",
        user=account,
        is_demo=True,
    )
    is_official = box == "official"
    Membership.objects.create(
        person=person,
        organisation=_home_of(said),
        role=Membership.Role.EDITOR if is_official else Membership.Role.VIEWER,
    )
    return person


def _home_of(said: dict[str, Any]) -> Organisation:
    if "organisation" in said:
        return Organisation.objects.get(name_en=said["organisation"])
    return Organisation.objects.get(kind="city-council", seat__name_en=said["city"])


def _mission(said: dict[str, Any], *, by: "User", at: datetime) -> Mission:
    monday = (at + AHEAD).astimezone(BRUSSELS).date()
    monday += timedelta(days=-monday.weekday() % 7)
    start = datetime.combine(monday, time(8), tzinfo=BRUSSELS)
    words = said["mission"]
    mission = Mission(
        **_texts("title", words["title"]),
        **_texts("host_region", words["region"]),
        kinds=["technology-transfer", "fact-finding"],
        objectives=[2, 5],
        starts_at=start,
        ends_at=datetime.combine(monday + timedelta(days=4), time(17), tzinfo=BRUSSELS),
        answer_by=start - timedelta(days=24) + timedelta(hours=9),
        is_public=True,
        is_demo=True,
        lead=by,
    )
    cities = Place.objects.filter(name_en__in=["Odesa", "Mykolaiv", "Kherson"], country="UA")
    targets = {"participants": words["capacity"], "hosts": 6, "needs": len(words["needs"])}
    planning.set_up(mission, capacity=words["capacity"], cities=cities, targets=targets, by=by)
    mission.host_places.set(Place.objects.filter(name_en__in=["Antwerp", "Ghent", "Hasselt"]))
    for name, key in (("purpose", "purpose"), ("brought_home", "home"), ("practical", "practical")):
        for column, text in _texts(name, said["brief"][key]).items():
            setattr(mission.brief, column, text)
    mission.brief.save()
    needs = Need.objects.filter(reference__in=words["needs"])
    planning.choose_needs(mission, add=needs, drop=[], by=by)
    planning.advance(mission, to=Mission.State.PLANNED, by=by, at=at)
    planning.advance(mission, to=Mission.State.INVITING, by=by, at=at)
    return mission


def _choose_hosts(mission: Mission, said: dict[str, Any], *, by: "User", at: datetime) -> None:
    """The best that the matching found for each need, and those the programme visits."""
    for need in mission.needs.select_related("profile").order_by("pk"):
        if need.profile is None:
            continue
        suggest.refresh(need.profile, at=at)
        fits = Suggestion.objects.standing().filter(seeker=need.profile, score__gte=FIT)
        if best := fits.exclude(candidate__provider=None).first():
            hosts.choose(mission, best, by=by, at=at)
    for name in {item["host"] for item in said["programme"] if "host" in item}:
        hosts.add(mission, Organisation.objects.get(name_en=name), by=by)
    for one in said["hosts"]:
        partner = mission.partners.get(organisation__name_en=one["organisation"])
        hosts.move(partner, to="confirmed", by=by)


def _plan(mission: Mission, said: dict[str, Any], *, by: "User", at: datetime) -> None:
    monday = mission.starts_at.astimezone(BRUSSELS).date()
    for one in said["programme"]:
        day = monday + timedelta(days=one["day"])
        start, end = (
            datetime.combine(day, time.fromisoformat(one[key]), tzinfo=BRUSSELS)
            for key in ("from", "until")
        )
        item = ProgrammeItem(
            mission=mission,
            **_texts("title", one["title"]),
            **_texts("subtitle", one.get("subtitle", {})),
            kind=one["kind"],
            state=one["state"],
            place=Place.objects.get(name_en=one["place"]),
            venue=one["venue"],
            starts_at=start,
            ends_at=end,
        )
        programme.add(
            item,
            hosts=Organisation.objects.filter(name_en=one.get("host", "")),
            delegations=mission.delegations.filter(city__name_en__in=one.get("cities", [])),
            resources=[_resource(key) for key in RESOURCES if one.get(key)],
            needs=Need.objects.filter(reference__in=one.get("needs", [])),
            by=by,
            at=at,
        )


def _resource(key: str) -> Resource:
    kind, label = RESOURCES[key]
    return Resource.objects.get_or_create(kind=kind, label=label)[0]


def _invite(
    mission: Mission,
    said: dict[str, Any],
    people: dict[str, Person],
    *,
    by: "User",
    at: datetime,
) -> None:
    for one in said["delegation"]:
        participant = delegation.join(
            Participant(
                mission=mission,
                person=people[one["given"] + one["family"]],
                organisation=_home_of(one),
                delegation=mission.delegations.get(city__name_en=one["city"]),
            ),
            by=by,
        )
        invitation = invitations.invite(participant, by=by, undo=0, at=at)
        if one["answer"]:
            answers.answer(invitation, said=one["answer"], places=1, at=at)
