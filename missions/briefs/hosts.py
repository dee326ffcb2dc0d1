"""Who receives the mission, and why they fit."""

from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from chamber.glossary.paper import name, text
from missions.briefs.rows import Fit, Host, Rows
from missions.briefs.words import city, number
from missions.models import MissionPartner
from partners.matching import reasons

Data = dict[str, Any]
DESCRIPTION = 320  # characters


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
        *([city(place, language)] if place else []),
        _("has confirmed") if confirmed else _("not confirmed yet"),
    ]


def _fit(fit: Fit, language: str) -> Data:
    return {
        "title": text(fit.need, "title", language),
        "city": city(fit.need.city, language),
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
