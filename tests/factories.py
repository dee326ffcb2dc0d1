"""Rows of the upper apps, with what a test does not care about filled in."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from citizens.models import Need
from clusters.models import Cluster, Technology
from missions import planning
from missions.models import Mission, Participant, ProgrammeItem
from partners.matching import sources
from partners.models import Check, Membership, Offer, Organisation, Person, Place, Topic

_numbers = itertools.count(1)
BRUSSELS = ZoneInfo("Europe/Brussels")


def topic(name="Logistics", **fields):
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    return Topic.objects.get_or_create(slug=slug, defaults={"name_en": name} | fields)[0]


def place(name="Odesa", country="UA", **fields):
    return Place.objects.get_or_create(name_en=name, defaults={"country": country} | fields)[0]


def organisation(name="", **fields):
    """Published and public in Antwerp unless said otherwise; ``topics`` is a list."""
    topics = fields.pop("topics", [])
    values = {"country": "BE", "kind": "company", "status": "published", "visibility": "public"}
    if "seat" not in fields:
        values["seat"] = place("Antwerp", "BE")
    row = Organisation.objects.create(
        name_en=name or f"Organisation {next(_numbers)}", **values | fields
    )
    row.topics.set(topics)
    return row


def indexed():
    """What was made can be found by words and facets, as each verb of the portal sees to."""
    sources.profile_missing()


def city_council(name="Odesa", **fields):
    return organisation(
        f"{name} City Council", kind="city-council", country="UA", seat=place(name), **fields
    )


def person(name="", organisation=None, role="viewer", **fields):
    number = next(_numbers)
    given, _space, family = (name or f"Olena Person{number}").partition(" ")
    values = {"email": f"contact{number}@example.org", "language": "en"}
    row = Person.objects.create(given_name=given, family_name=family, **values | fields)
    if organisation:
        Membership.objects.create(person=row, organisation=organisation, role=role)
    return row


def official(user, city="Odesa"):
    """``user`` as one who may write for the council of ``city``."""
    council = Organisation.objects.filter(kind="city-council", seat__name_en=city).first()
    council = council or city_council(city)
    return person(str(user), organisation=council, role="editor", user=user, email=user.email)


def offer(title="Truck appointments", *, organisation=None, **fields):
    topics = fields.pop("topics", [])
    values = {"summary_en": "Fewer lorries wait at the gate.", "status": "published"}
    owner = organisation or globals()["organisation"]()
    row = Offer.objects.create(organisation=owner, title_en=title, **values | fields)
    row.topics.set(topics)
    return row


def technology(title="Gate appointments", *, providers=(), **fields):
    topics = fields.pop("topics", [])
    values = {"summary_en": "Lorries come when the terminal expects them.", "status": "published"}
    row = Technology.objects.create(title_en=title, **values | fields)
    row.providers.set(providers or [organisation()])
    row.topics.set(topics)
    return row


def cluster(name="VIL", **fields):
    slug = fields.pop("slug", f"{name.lower()}-{next(_numbers)}")
    return Cluster.objects.create(name_en=name, slug=slug, **{"kind": "spearhead"} | fields)


def need(title="Shorten the lorry queue at the port gates", city="Odesa", **fields):
    topics = fields.pop("topics", [])
    values = {
        "summary_en": "Lorries wait for hours in the streets of the city.",
        "horizon": "short",
        "status": "published",
    }
    row = Need.objects.create(city=place(city), title_en=title, **values | fields)
    row.topics.set(topics)
    return row


def moment(day=11, hour=10, minute=0):
    """In May 2027, by the clock of Brussels."""
    return datetime(2027, 5, day, hour, minute, tzinfo=BRUSSELS)


def mission(by, *, title="Technology transfer mission to Flanders", capacity=28, **fields):
    """Inviting, Mon 10 to Fri 14 May 2027, for Odesa, Mykolaiv and Kherson."""
    cities = fields.pop("cities", ["Odesa", "Mykolaiv", "Kherson"])
    values = {
        "title_en": title,
        "kinds": ["technology-transfer"],
        "objectives": [2, 5],
        "host_region_en": "Flanders",
        "starts_at": moment(10, 9),
        "ends_at": moment(14, 16, 30),
        "answer_by": moment(10, 9) - timedelta(days=24),
        "state": "inviting",
        "lead": by,
    }
    places = [place(city) for city in cities]
    return planning.set_up(Mission(**values | fields), capacity=capacity, cities=places, by=by)


def checked(*subjects, result="clear", on=None, **fields):
    """Both checks of each organisation or person, valid for a month."""
    on = on or timezone.localdate()
    values = {"source": "A register", "checked_on": on, "valid_until": on + timedelta(days=30)}
    Check.objects.bulk_create(
        Check(**{column(row): row}, kind=kind, result=result, **values | fields)
        for row in subjects
        for kind in Check.Kind
    )


def column(subject):
    return "person" if isinstance(subject, Person) else "organisation"


def participant(mission, city="Odesa", **fields):
    """Whoever they come for is checked."""
    delegation = mission.delegations.filter(city__name_en=city).first()
    who = fields.pop("person", None) or person(organisation=fields.get("organisation"))
    homes = [fields["organisation"]] if fields.get("organisation") else who.organisations.all()
    checked(*homes or [who])
    return Participant.objects.create(
        mission=mission, person=who, **{"delegation": delegation} | fields
    )


def item(mission, title="Port House", **fields):
    values = {"starts_at": moment(11, 9, 30), "ends_at": moment(11, 11), "kind": "visit"}
    return ProgrammeItem.objects.create(mission=mission, title_en=title, **values | fields)
