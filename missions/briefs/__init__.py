"""The mission brief: everything a traveller reads before, made of the mission itself."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from chamber import documents
from chamber.glossary.paper import text
from missions.briefs import days, hosts, opening, people, rows, terms
from missions.models import Delegation, Mission

KIND = "mission-brief"


def build(subject: str, language: str) -> dict[str, Any]:
    """The brief of the mission with the key ``subject``; ``Http404`` where there is none."""
    found = Mission.objects.filter(pk=subject) if subject.isdecimal() else Mission.objects.none()
    delegations = Prefetch("delegations", queryset=Delegation.objects.select_related("city"))
    mission = found.select_related("lead", "pool", "brief").prefetch_related(delegations).first()
    if mission is None:
        raise Http404
    return tell(rows.load(mission), language)


def tell(known: rows.Rows, language: str) -> dict[str, Any]:
    """What is known of a mission as one document; ``language`` is the active one."""
    return {
        **opening.cover(known, language),
        "why": opening.why(known, language),
        "delegation": people.delegation(known, language),
        "programme": days.programme(known, language),
        "partners": hosts.partners(known, language),
        "contacts": people.contacts(known, language),
        "practical": text(known.mission.brief, "practical", language),
        "words": terms.others(known, language),
    }


def register() -> None:
    documents.register(
        KIND,
        label=_("Mission brief"),
        build=build,
        template="missions/brief/document.html",
        visibility=documents.CHAMBER,
    )
