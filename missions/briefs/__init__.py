"""The mission brief: everything a traveller reads before, made of the mission itself."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from chamber import documents
from missions.briefs import chapters, rows
from missions.models import Mission

KIND = "mission-brief"


def build(subject: str, language: str) -> dict[str, Any]:
    """The brief of the mission with the key ``subject``; ``Http404`` where there is none."""
    found = Mission.objects.filter(pk=subject) if subject.isdigit() else Mission.objects.none()
    found = found.select_related("lead", "pool", "brief").prefetch_related("delegations__city")
    mission = found.first()
    if mission is None:
        raise Http404
    return tell(rows.load(mission), language)


def tell(known: rows.Rows, language: str) -> dict[str, Any]:
    """What is known of a mission as one document; ``language`` is the active one."""
    return {
        **chapters.cover(known, language),
        "why": chapters.why(known, language),
        "delegation": chapters.delegation(known, language),
        "programme": chapters.programme(known, language),
        "partners": chapters.partners(known, language),
        "contacts": chapters.contacts(known, language),
        "practical": chapters.practical(known, language),
        "words": chapters.more_words(known, language),
    }


def register() -> None:
    documents.register(
        KIND,
        label=_("Mission brief"),
        build=build,
        template="missions/brief/document.html",
        visibility=documents.CHAMBER,
    )
