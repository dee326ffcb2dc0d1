"""The profile on paper: one or two pages to take to a meeting.

There is a kind for each reach, so that no paper shows a field its reader may not see. People are
not on it: a paper that was taken away cannot forget them.
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy

from chamber import documents
from chamber.glossary.paper import name, text
from chamber.slots import chapters_of
from partners.models import Offer, Organisation, Reference
from partners.models.organisations import Status
from partners.models.reading import Reach, Reader
from partners.presenting import facts
from partners.presenting.money import REQUESTS, way

KINDS = {
    Reach.PUBLIC: ("profile-public", gettext_lazy("Public profile")),
    Reach.MEMBERS: ("profile-members", gettext_lazy("Profile for members")),
    Reach.CHAMBER: ("profile-chamber", gettext_lazy("Profile for the chamber")),
}
FACTS = {
    "headline": facts.HEADLINE,
    "facts": [*facts.WHERE, *facts.ABOUT, *facts.NUMBERS, *facts.KEPT],
    "contact": facts.CONTACT,
}
MOST = 8  # rows of a kind, so that two pages hold it; the page shows all
Data = dict[str, Any]


def kind_for(reader: Reader, organisation: Organisation) -> str:
    """The fullest paper that ``reader`` may have of ``organisation``."""
    return KINDS[max(reach for reach in KINDS if reach <= reader.reach_in(organisation))][0]


def visible(user: Any, subject: str, *, reach: Reach) -> bool:
    """Whoever sees the organisation, and as far as this paper tells of it."""
    reader = Reader.of(user)
    organisation = Organisation.objects.visible_to(reader).filter(slug=subject).first()
    return organisation is not None and reader.reach_in(organisation) >= reach


def may_make(user: Any, subject: str, *, reach: Reach) -> bool:
    """Members print what they may read; a visitor reads what was printed."""
    is_known = Reader.of(user).reach_in(_found(subject)) >= Reach.MEMBERS
    return is_known and visible(user, subject, reach=reach)


def build(subject: str, language: str, *, reach: Reach) -> Data:
    """What a reader of ``reach`` sees of the organisation with the address ``subject``."""
    organisation, reader = _found(subject), Reader(reach)
    title = name(organisation, language)
    told: Data = {"title": title["words"], "title_text": title, "is_demo": organisation.is_demo}
    told["address"] = settings.PORTAL_URL + organisation.get_absolute_url()
    shown: dict[str, Callable[[], Any]] = {
        "description": lambda: text(organisation, "description", language),
        "offers": lambda: _dealings(organisation, reader, language),
        "references": lambda: _references(organisation, reader, language),
        "safety_note": lambda: text(organisation, "safety_note", language),
    }
    told |= {field: tell() for field, tell in shown.items() if reader.sees(organisation, field)}
    for chapter, wanted in FACTS.items():
        told[chapter] = list(map(asdict, facts.said(organisation, reader, wanted)))
    told["chapters"] = [
        {"title": chapter.title, "lines": [_line(line) for line in chapter.lines[:MOST]]}
        for chapter in chapters_of(organisation)
        if chapter.lines
    ]
    return told


def _found(subject: str) -> Organisation:
    found = facts.loaded(Organisation.objects.all()).filter(slug=subject).first()
    if found is None:
        raise Http404
    return found


def _line(line: Any) -> Data:
    return {"text": line.text, "note": line.note}


def _dealings(organisation: Organisation, reader: Reader, language: str) -> Data:
    """Offers and requests apart, as the active language says their kind."""
    rows = Offer.objects.visible_to(reader).filter(organisation=organisation)
    found: dict[str, list[Data]] = {"made": [], "asked": []}
    for offer in rows.filter(status=Status.PUBLISHED)[:MOST]:
        found["asked" if offer.kind in REQUESTS else "made"].append(
            {
                "title": text(offer, "title", language),
                "summary": text(offer, "summary", language),
                "kind": offer.get_kind_display(),
                "way": way(offer.kind),
                "until": facts.day(offer.expires_on),
            }
        )
    return found


def _references(organisation: Organisation, reader: Reader, language: str) -> list[Data]:
    rows = Reference.objects.visible_to(reader).filter(organisation=organisation)
    return [
        {
            "what": text(row, "what", language),
            "result": text(row, "result", language),
            "where": row.where,
            "year": row.year,
        }
        for row in rows.select_related("place")[:MOST]
    ]


def register() -> None:
    for reach, (kind, label) in KINDS.items():
        documents.register(
            kind,
            label=label,
            build=partial(build, reach=reach),
            template="partners/sheet/document.html",
            visibility=documents.PRIVATE,
            visible=partial(visible, reach=reach),
            makers=partial(may_make, reach=reach),
            current_only=True,
        )
