"""A mission whose brief fills six pages: cover, needs, delegation, one day, hosts, contacts."""

from datetime import datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
NEEDS = [  # city, title, horizon, people
    ("Odesa", "Shorten the lorry queue at the port gates", "short", 40_000),
    ("Odesa", "Heat and light nine schools when the grid is off", "medium", 6_200),
    ("Mykolaiv", "Charge trolleybuses overnight without a new substation", "medium", 110_000),
    ("Mykolaiv", "Water pumps that run when the grid is off", "short", 85_000),
    ("Kherson", "Do business with the city without a visit to city hall", "short", 60_000),
    ("Kherson", "Train seafarers while the academy works from Odesa", "short", 1_100),
]
HOSTS = [  # name, kind, seat, description, needs it fits (index, score)
    (
        "Port of Antwerp-Bruges",
        "port-authority",
        "Antwerp",
        "Runs two ports on one platform, with gate appointments for lorries, shore power at the "
        "quays and one window for the papers of a ship.",
        [(0, 67.0), (3, 41.5)],
    ),
    (
        "Energyville",
        "research-centre",
        "Genk",
        "Four research institutes work on grids that a city can run by itself for a while: "
        "storage, charging, heat and the rules that go with them.",
        [(2, 67.0), (1, 60.1), (3, 56.0)],
    ),
]
NAMES = ("part", "points", "of", "facts")
PARTS = [
    ("topic", 33.6, 40, {"shared": ["logistics"], "near": [], "wanted": 1}),
    ("words", 18.8, 25, {"language": "en", "words": ["gates", "lorries", "port"], "count": 5}),
    ("evidence", 4.8, 8, {"evidence": "reference"}),
    ("language", 4.8, 5, {"shared": ["en"], "missing": ["uk"]}),
    ("place", 5.0, 5, {"country": "BE"}),
]
PEOPLE = [  # city, names, function
    (
        "Odesa",
        "Olena Kravets, Andrii Melnyk, Iryna Bondar, Maksym Rudenko",
        "Department of transport",
    ),
    ("Mykolaiv", "Halyna Koval, Petro Savchenko, Oksana Lysenko", "Municipal energy company"),
    ("Kherson", "Dmytro Tkachuk, Nadiia Moroz, Viktor Hrytsenko", "Maritime academy"),
]
DAY = """
transfer 08:30 09:15 Coach from the hotel to the Port House, 25 minutes
visit    09:30 11:00 Port of Antwerp-Bruges, Port House | Gate appointments and shore power
transfer 11:00 11:30 Two coaches: 12 minutes to the terminal, 9 minutes to the academy
visit    11:30 12:30 Terminal at the Delwaide dock | Appointments, seen from the lorry | Odesa
visit    11:30 12:30 Antwerp Maritime Academy | Simulator training for seafarers | Kherson
meal     12:30 13:30 Lunch at the host of each group
transfer 13:30 14:00 Walk or coach to the meeting hall, 11 minutes
meeting  14:00 17:20 Meeting block | Ten rounds of 20 minutes at eight tables
visit    15:30 16:30 Red Star Line Museum | Exhibition rooms and loan talks | Mykolaiv
free     17:20 19:00 Free time; coach back to the hotel at 17:30
ceremony 19:00 20:45 Reception by the city | Words of welcome, and a table for each need
"""
PURPOSE = (
    "The first question is what the port-developed city needs. Each need that goes with us has at "
    "least one host who has worked on it."
)
BROUGHT_HOME = (
    "For every need: one contact who answers, one decision that the council can take, and, where "
    "it is ripe, a pilot with its next step paid for."
)
PRACTICAL = (
    "Carry your passport and the letter of invitation: the ports ask for both at the gate.\n\n"
    "Flat shoes and a jacket for the terminal; helmets and vests are there.\n\n"
    "Sockets are of type E. Tap water is good to drink. Shops close at six on most days.\n\n"
    "The hotel keeps a quiet room from five in the morning for calls to Kyiv."
)


def fill(staff):
    """The mission, with everything its brief tells."""
    from chamber.glossary import loading
    from missions import planning
    from missions.models import Mission

    loading.load()
    mission = Mission(
        title_en="Technology transfer mission to Flanders",
        kinds=["technology-transfer"],
        objectives=[2, 5],
        host_region_en="Flanders",
        starts_at=_at("09:00"),
        ends_at=_at("21:00"),
        answer_by=_at("09:00", day=1),
        state="inviting",
        lead=staff,
        is_demo=True,
    )
    cities = [_place(name, "UA") for name, *_rest in PEOPLE]
    planning.set_up(mission, capacity=28, cities=cities, by=staff)
    brief = mission.brief
    brief.purpose_en, brief.brought_home_en, brief.practical_en = PURPOSE, BROUGHT_HOME, PRACTICAL
    brief.save()
    _receive(mission, _needs(mission))
    _invite(mission)
    _lay_out(mission)
    return mission


def _at(hour, *, day=11):
    return datetime(2027, 5, day, int(hour[:2]), int(hour[3:]), tzinfo=BRUSSELS)


def _place(name, country):
    from partners.models import Place

    return Place.objects.get_or_create(name_en=name, defaults={"country": country})[0]


def _profile(kind, title):
    from partners.models import MatchProfile

    return MatchProfile.objects.create(kind=kind, titles={"en": title}, is_open=True)


def _needs(mission):
    from citizens.models import Need

    for city, title, horizon, people in NEEDS:
        need = Need.objects.create(
            city=_place(city, "UA"),
            title_en=title,
            summary_en=title,
            horizon=horizon,
            people_affected=people,
            status=Need.Status.PUBLISHED,
            profile=_profile("need", title),
        )
        mission.needs.add(need)
    return list(mission.needs.order_by("pk"))


def _receive(mission, needs):
    """Hosts that were chosen for what they answer."""
    from partners.models import Organisation, Suggestion

    for name, kind, seat, description, fits in HOSTS:
        place = _place(seat, "BE")
        host = Organisation.objects.create(
            name_en=name,
            kind=kind,
            country="BE",
            seat=place,
            description_en=description,
            email=f"info@{name.split()[0].lower()}.example.org",
            phone="+32 3 555 01 23",
            status="published",
        )
        mission.host_places.add(place)
        chosen = mission.partners.create(organisation=host, state="confirmed")
        for index, score in fits:
            suggestion = Suggestion.objects.create(
                seeker=needs[index].profile,
                candidate=_profile("organisation", name),
                score=score,
                parts=[dict(zip(NAMES, part, strict=True)) for part in PARTS],
                state=Suggestion.State.ACCEPTED,
                computed_at=_at("09:00", day=1),
            )
            chosen.suggestions.add(suggestion)


def _invite(mission):
    from partners.models import Organisation, Person

    delegations = mission.delegations.order_by("pk")
    for delegation, (city, names, function) in zip(delegations, PEOPLE, strict=True):
        council = Organisation.objects.create(
            name_en=f"{city} City Council", kind="city-council", country="UA", status="published"
        )
        for name in names.split(", "):
            given, family = name.split()
            mission.participants.create(
                person=Person.objects.create(
                    given_name=given, family_name=family, job_title=function, is_demo=True
                ),
                organisation=council,
                delegation=delegation,
                state="accepted",
            )


def _lay_out(mission):
    from missions.models import ProgrammeItem

    delegations = {one.city.name_en: one for one in mission.delegations.select_related("city")}
    for line in DAY.strip().splitlines():
        kind, start, end, words = line.split(maxsplit=3)
        title, subtitle, who = [*words.split(" | "), "", ""][:3]
        item = ProgrammeItem.objects.create(
            mission=mission,
            kind=kind,
            title_en=title,
            subtitle_en=subtitle,
            starts_at=_at(start),
            ends_at=_at(end),
            place=_place("Antwerp", "BE"),
            state="confirmed",
        )
        item.delegations.set([delegations[who]] if who else [])
