"""The programme of a brief: a day, its hours in both zones, what and with whom."""

from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.glossary.paper import name, text
from missions.briefs.rows import Rows
from missions.briefs.words import BRUSSELS, KYIV, city, heading, hours, listed
from missions.models import ProgrammeItem

STYLE: dict[str, str] = {"meal": "is-plain", "transfer": "is-quiet", "free": "is-quiet"}
TEXTS = ("title", "subtitle")


def programme(rows: Rows, language: str) -> list[dict[str, Any]]:
    """One entry a day, by the clock of Brussels."""
    days = groupby(rows.items, key=lambda item: item.starts_at.astimezone(BRUSSELS).date())
    return [_day(day, list(items), rows, language) for day, items in days]


def _day(day: date, items: list[ProgrammeItem], rows: Rows, language: str) -> dict[str, Any]:
    places = {item.place_id: city(item.place, language) for item in items if item.place}
    named = places if len(places) > 1 else {}  # one place is named above the day
    told = [
        _what(item, language)
        | {
            "brussels": hours(item.starts_at, item.ends_at, zone=BRUSSELS, day=day),
            "kyiv": hours(item.starts_at, item.ends_at, zone=KYIV, day=day),
            "where": ", ".join(filter(None, [item.venue, named.get(item.place_id, "")])),
            "who": _who(item, rows, language),
        }
        for item in items
    ]
    foreign = {said: None for item in told for one in TEXTS if (said := item[one]["said"])}
    return {
        "heading": heading(day, language),
        "places": listed(places.values(), language),
        "items": told,
        "foreign": listed(foreign, language),
    }


def _what(item: ProgrammeItem, language: str) -> dict[str, Any]:
    title = text(item, "title", language)
    hosts = [name(host, language)["words"] for host in item.hosts.all()]
    style = STYLE.get(item.kind, "")
    return {
        "title": title,
        "subtitle": text(item, "subtitle", language),
        "hosts": listed([host for host in hosts if host not in title["words"]], language),
        "style": style,
        "is_draft": item.state == ProgrammeItem.State.DRAFT and style != "is-quiet",
    }


def _who(item: Any, rows: Rows, language: str) -> str:
    """ "Odesa, Mykolaiv; interpreter I. Bondar"; everybody's transfers need no word."""
    going = [one.city for one in rows.delegations if one.pk in item.going]
    cities = [city(place, language) for place in going]
    everybody = len(cities) in (0, len(rows.delegations))
    words = ngettext("interpreter %(names)s", "interpreters %(names)s", len(item.interpreters))
    said = [words % {"names": listed(item.interpreters, language)}] if item.interpreters else []
    if not everybody:
        return "; ".join([", ".join(cities), *said])
    return "; ".join(said if STYLE.get(item.kind) == "is-quiet" else [_("everybody"), *said])
