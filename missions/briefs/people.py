"""Who comes along, and whom to ask."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chamber.glossary.paper import Said, name
from chamber.lists.collation import sort_key
from missions.briefs.rows import Rows
from missions.briefs.words import city
from missions.models import Participant

Data = dict[str, Any]
SIDES = {
    Participant.Side.HOST: _("From the hosts"),
    Participant.Side.CHAMBER: _("From the chamber"),
}


def delegation(rows: Rows, language: str) -> Data:
    """City by city, then the hosts' and the chamber's people; only those who said yes."""
    groups = [
        {"name": title, "people": _sorted(people, language)}
        for title, people in _groups(rows, language)
        if people
    ]
    asked = ngettext(
        "%(n)s more person is invited and has not said yes yet.",
        "%(n)s more people are invited and have not said yes yet.",
        rows.asked,
    )
    return {"groups": groups, "asked": asked % {"n": rows.asked} if rows.asked else ""}


def _groups(rows: Rows, language: str) -> Iterator[tuple[Said, list[Participant]]]:
    people = rows.participants
    for one in rows.delegations:
        yield name(one.city, language), [who for who in people if who.delegation_id == one.pk]
    for side, words in SIDES.items():
        title = {"words": str(words), "language": language, "said": ""}
        yield title, [who for who in people if who.side == side and not who.delegation_id]


def _sorted(people: list[Participant], language: str) -> list[Data]:
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


def contacts(rows: Rows, language: str) -> Data:
    lead = rows.mission.lead
    return {
        "lead": {"name": lead.name or lead.email, "email": lead.email, "is_demo": lead.is_demo},
        "hosts": [
            {
                "name": name(host.organisation, language),
                "city": city(place, language) if (place := host.organisation.works_at) else "",
                "email": host.organisation.email,
                "phone": host.organisation.phone,
                "website": host.organisation.domain,
            }
            for host in rows.hosts
        ],
    }
