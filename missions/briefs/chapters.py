"""The chapters of a brief as plain data, one function each; an empty chapter is an empty value."""

from collections import Counter
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.glossary.models import TEXTS, Term
from chamber.lists.collation import sort_key
from citizens.models import Need
from missions.briefs.days import programme
from missions.briefs.rows import Fit, Host, Rows
from missions.briefs.words import BRUSSELS, Said, listed, name, number, span, text
from missions.models import MissionPartner, Participant, ProgrammeItem
from partners.matching import reasons

__all__ = [
    "contacts",
    "cover",
    "delegation",
    "more_words",
    "partners",
    "practical",
    "programme",
    "why",
]
Data = dict[str, Any]
HOSTS_A_NEED, DESCRIPTION = 2, 320
VISITS = (ProgrammeItem.Kind.VISIT, ProgrammeItem.Kind.MEETING)


def cover(rows: Rows, language: str) -> Data:
    mission = rows.mission
    title = text(mission, "title", language)
    dates = span(mission.starts_at, mission.ends_at, language)
    cities = ", ".join(_city(one.city, language) for one in rows.delegations)
    places = sorted(
        (_city(place, language) for place in rows.places),
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
        "words": [_term(term, language) for term in rows.terms[: _beside(rows)]],
    }


def _people(rows: Rows, language: str) -> Data:
    """How many come, city by city; before the first yes, how many can."""
    cities = {one.pk: _city(one.city, language) for one in rows.delegations}
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
    cities = Counter(_city(seat, language) for seat in seats if seat)
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
    best = sorted(fitting, key=lambda pair: (-pair[0], pair[1].pk))[:HOSTS_A_NEED]
    return {
        "city": name(need.city, language),
        "title": text(need, "title", language),
        "horizon": need.get_horizon_display(),
        "assigned": need.city_assigned,
        "people": number(need.people_affected) if need.people_affected else "",
        "hosts": [name(organisation, language) for _score, organisation in best],
    }


def _beside(rows: Rows) -> int:
    """Two words stand on the page of the needs while these leave room for them."""
    return 2 if len(rows.needs) <= 6 else 0


def _term(term: Term, language: str) -> Data:
    return {field: text(term, field, language) for field in TEXTS}


def delegation(rows: Rows, language: str) -> Data | None:
    """Who comes: city by city, then the hosts' and the chamber's people."""
    groups = [
        (
            name(one.city, language),
            [who for who in rows.participants if who.delegation_id == one.pk],
        )
        for one in rows.delegations
    ]
    for side, title in (
        (Participant.Side.HOST, _("From the hosts")),
        (Participant.Side.CHAMBER, _("From the chamber")),
    ):
        of_side = [one for one in rows.participants if one.side == side and not one.delegation_id]
        groups.append(({"words": title, "language": language, "said": ""}, of_side))
    told = [
        {"name": title, "people": _sorted_people(people, language)}
        for title, people in groups
        if people
    ]
    asked = ngettext(
        "%(n)s more person is invited and has not said yes yet.",
        "%(n)s more people are invited and have not said yes yet.",
        rows.asked,
    )
    return (
        {"groups": told, "asked": asked % {"n": rows.asked} if rows.asked else ""} if told else None
    )


def _sorted_people(people: list[Participant], language: str) -> list[Data]:
    def order(one: Participant) -> bytes:
        return sort_key(f"{one.person.family_name} {one.person.given_name}", language=language)

    return [_person(one, language) for one in sorted(people, key=order)]


def _person(one: Participant, language: str) -> Data:
    more = one.places - 1
    words = ngettext("and %(n)s accompanying person", "and %(n)s accompanying people", more)
    return {
        "name": one.person.full_name,
        "role": one.role,
        "function": one.person.job_title,
        "organisation": name(one.organisation, language) if one.organisation else None,
        "more": words % {"n": more} if more else "",
        "is_demo": one.person.is_demo,
    }


def partners(rows: Rows, language: str) -> list[Data]:
    return [_partner(host, language) for host in rows.hosts]


def _partner(host: Host, language: str) -> Data:
    organisation = host.organisation
    said = text(organisation, "description", language)
    best, others = (host.fits[0] if host.fits else None), host.fits[1:]
    return {
        "name": name(organisation, language),
        "facts": _facts(host, language),
        "description": said | {"words": shorten(said["words"], DESCRIPTION, placeholder=" …")},
        "best": _fit(best, language) if best else None,
        "reasons": _reasons(best) if best else [],
        "against": reasons.against(best.suggestion) if best else [],
        "others": [_fit(fit, language) for fit in others],
    }


def _facts(host: Host, language: str) -> list[str]:
    organisation = host.organisation
    confirmed = host.partner.state == MissionPartner.State.CONFIRMED
    place = organisation.works_at
    return [
        organisation.get_kind_display(),
        *([_city(place, language)] if place else []),
        _("has confirmed") if confirmed else _("not confirmed yet"),
    ]


def _fit(fit: Fit, language: str) -> Data:
    return {
        "title": text(fit.need, "title", language),
        "city": _city(fit.need.city, language),
        "score": number(fit.suggestion.score),
    }


def _reasons(fit: Fit) -> list[Data]:
    """The parts that earned points; what earned none is no reason."""
    return [
        {
            "part": reason.name,
            "sentence": reason.sentence,
            "points": number(reason.points, 1),
            "of": number(reason.of),
        }
        for reason in reasons.of(fit.suggestion)
        if reason.points
    ]


def contacts(rows: Rows, language: str) -> Data:
    lead = rows.mission.lead
    return {
        "lead": {"name": lead.name or lead.email, "email": lead.email, "is_demo": lead.is_demo},
        "hosts": [
            {
                "name": name(host.organisation, language),
                "city": _city(place, language) if (place := host.organisation.works_at) else "",
                "email": host.organisation.email,
                "phone": host.organisation.phone,
                "website": host.organisation.domain,
            }
            for host in rows.hosts
        ],
    }


def practical(rows: Rows, language: str) -> Said:
    return text(rows.mission.brief, "practical", language)


def more_words(rows: Rows, language: str) -> list[Data]:
    """The terms that do not stand beside the needs, in the order of ``language``."""
    rest = rows.terms[_beside(rows) :]
    return [
        _term(term, language)
        for term in sorted(rest, key=lambda term: getattr(term, f"sort_{language}"))
    ]


def _city(place: Any, language: str) -> str:
    return name(place, language)["words"]
