"""How a brief begins: its cover, and why one travels."""

from collections import Counter
from typing import Any

from django.utils.translation import ngettext

from chamber.glossary.paper import name, text
from chamber.lists.collation import sort_key
from citizens.models import Need
from missions.briefs import terms
from missions.briefs.rows import Rows
from missions.briefs.words import BRUSSELS, city, listed, number, span
from missions.models import ProgrammeItem

Data = dict[str, Any]
BEST = 2  # hosts beside a need
VISITS = (ProgrammeItem.Kind.VISIT, ProgrammeItem.Kind.MEETING)


def cover(rows: Rows, language: str) -> Data:
    mission = rows.mission
    title = text(mission, "title", language)
    dates = span(mission.starts_at, mission.ends_at, language)
    cities = ", ".join(city(one.city, language) for one in rows.delegations)
    places = sorted(
        (city(place, language) for place in rows.places),
        key=lambda words: sort_key(words, language=language),
    )
    return {
        "mission": mission.pk,
        "title": title["words"],
        "title_text": title,
        "lead": " · ".join(filter(None, [dates, cities])),
        "dates": dates,
        "cities": cities,
        "places": listed(places, language) if places else "",
        "is_demo": mission.is_demo,
    }


def why(rows: Rows, language: str) -> Data:
    brief = rows.mission.brief
    return {
        "purpose": text(brief, "purpose", language),
        "facts": list(filter(None, [_people(rows, language), _hosts(rows, language), _days(rows)])),
        "needs": [_need(need, rows, language) for need in rows.needs],
        "compiled": any(need.compiled for need in rows.needs),
        "brought_home": text(brief, "brought_home", language),
        "words": terms.beside_the_needs(rows, language),
    }


def _people(rows: Rows, language: str) -> Data:
    """How many come, city by city; before the first yes, how many can."""
    cities = {one.pk: city(one.city, language) for one in rows.delegations}
    come: Counter[str] = Counter()
    for one in rows.participants:
        if one.delegation_id in cities:
            come[cities[one.delegation_id]] += one.places
    if total := come.total():
        words = ngettext("%(n)s person travels", "%(n)s people travel", total)
        return {"figure": words % {"n": number(total)}, "words": _counted(come)}
    capacity = rows.mission.pool.capacity
    words = ngettext("%(n)s place", "%(n)s places", capacity)
    return {"figure": words % {"n": number(capacity)}, "words": ", ".join(cities.values())}


def _hosts(rows: Rows, language: str) -> Data | None:
    if not rows.hosts:
        return None
    seats = [host.organisation.works_at for host in rows.hosts]
    words = ngettext("%(n)s host receives them", "%(n)s hosts receive them", len(seats))
    cities = Counter(city(seat, language) for seat in seats if seat)
    return {"figure": words % {"n": len(seats)}, "words": _counted(cities)}


def _days(rows: Rows) -> Data | None:
    visits = sum(item.kind in VISITS for item in rows.items)
    if not visits:
        return None
    days = len({item.starts_at.astimezone(BRUSSELS).date() for item in rows.items})
    figure = ngettext("%(n)s visit or meeting", "%(n)s visits and meetings", visits)
    return {
        "figure": figure % {"n": visits},
        "words": ngettext("on %(n)s day", "on %(n)s days", days) % {"n": days},
    }


def _counted(counter: Counter[str]) -> str:
    """ "Odesa 9, Mykolaiv 8", which no language has to inflect."""
    return ", ".join(f"{words} {number(count)}" for words, count in counter.most_common())


def _need(need: Need, rows: Rows, language: str) -> Data:
    fitting = [
        (fit.suggestion.score, host.organisation)
        for host in rows.hosts
        for fit in host.fits
        if fit.need.pk == need.pk
    ]
    best = sorted(fitting, key=lambda pair: (-pair[0], pair[1].pk))[:BEST]
    return {
        "city": name(need.city, language),
        "title": text(need, "title", language),
        "horizon": need.get_horizon_display(),
        "assigned": need.city_assigned,
        "people": number(need.people_affected) if need.people_affected else "",
        "hosts": [name(organisation, language) for _score, organisation in best],
    }
