"""A public profile for machines: JSON-LD in the words of schema.org."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from chamber.glossary.fallback import Text, read
from chamber.slots.entries import Chapter
from partners.models import Identifier, Offer, Organisation
from partners.models.organisations import Kind, Scheme
from partners.models.reading import Reach, Reader
from partners.presenting import facts
from partners.presenting.money import REQUESTS

TYPES = {
    Kind.UNIVERSITY: "CollegeOrUniversity",
    Kind.BUSINESS_SCHOOL: "CollegeOrUniversity",
    Kind.RESEARCH_CENTRE: "ResearchOrganization",
    Kind.CITY_COUNCIL: "GovernmentOrganization",
}
OWN_PROPERTY = {Scheme.LEI: "leiCode", Scheme.VAT: "vatID"}
# A data block is not run, but an end tag in somebody's words would end it.
HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
Data = dict[str, Any]


def block(data: Data) -> SafeString:
    """The data block for the head of the page."""
    words = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(words))  # nosec


def described(
    organisation: Organisation, *, offers: Iterable[Offer], chapters: Iterable[Chapter]
) -> Data:
    """What everybody may see of ``organisation``, in the active language; nothing else."""
    page = settings.PORTAL_URL + organisation.get_absolute_url()
    everybody = Reader(Reach.PUBLIC)
    fields: Data = {
        "name": _name(organisation),
        "alternateName": _other_names(organisation),
        "description": _words(read(organisation, "description")),
        "url": organisation.website or page,
        "address": _address(organisation),
        "identifiers": list(organisation.identifiers.all()),
        "email": organisation.email,
        "telephone": organisation.phone,
        "knowsLanguage": organisation.languages,
        "knowsAbout": facts.topics(organisation),
        **_dealings(offers),
    }
    for chapter in chapters:
        fields[chapter.property] = [*fields.get(chapter.property, []), *_lines(chapter)]
    seen = {
        name: value for name, value in fields.items() if _is_seen(name, organisation, everybody)
    }
    numbers = _numbers(seen.pop("identifiers", []))
    told = {name: value for name, value in (seen | numbers).items() if value}
    kind = TYPES.get(Kind(organisation.kind), "Organization")
    start = {"@context": "https://schema.org", "@type": kind, "@id": f"{page}#organisation"}
    return start | told | {"mainEntityOfPage": page}


# The field of an organisation behind a property that is not called like it.
FIELD = {
    **{"alternateName": "aliases", "url": "website", "address": "seat", "telephone": "phone"},
    **{"knowsLanguage": "languages", "makesOffer": "offers", "seeks": "offers"},
    **{"memberOf": "clusters", "knowsAbout": "topics"},
}


def _is_seen(name: str, organisation: Organisation, reader: Reader) -> bool:
    return reader.sees(organisation, FIELD.get(name, name))


def _name(row: Any) -> str:
    return read(row, "name").words


def _words(text: Text) -> str | Data:
    """Plain words, or words with the language they are in where the page has another."""
    if text.is_foreign:
        return {"@language": text.language, "@value": text.words}
    return text.words


def _other_names(organisation: Organisation) -> list[str]:
    names = [getattr(organisation, f"name_{code}") for code, _language in settings.LANGUAGES]
    others = dict.fromkeys(name for name in [*names, *organisation.aliases] if name)
    others.pop(_name(organisation), None)
    return list(others)


def _address(organisation: Organisation) -> Data:
    seat = organisation.seat
    told = {
        "addressLocality": _name(seat) if seat else "",
        "addressCountry": organisation.country or (seat.country if seat else ""),
    }
    told = {name: words for name, words in told.items() if words}
    return {"@type": "PostalAddress"} | told if told else {}


def _numbers(identifiers: Iterable[Identifier]) -> Data:
    """LEI and VAT number have properties of their own, a ROR identifier is an address."""
    found: Data = {"identifier": [], "sameAs": []}
    for number in identifiers:
        scheme = Scheme(number.scheme)
        if scheme in OWN_PROPERTY:
            found.setdefault(OWN_PROPERTY[scheme], number.value)
        elif scheme == Scheme.ROR:
            found["sameAs"].append(f"https://ror.org/{number.value}")
        else:
            value = {"@type": "PropertyValue", "propertyID": scheme.value, "value": number.value}
            found["identifier"].append(value)
    return found


def _dealings(offers: Iterable[Offer]) -> Data:
    found: Data = {"makesOffer": [], "seeks": []}
    for offer in offers:
        asks = offer.kind in REQUESTS
        told = {
            "@type": "Demand" if asks else "Offer",
            "name": _words(read(offer, "title")),
            "url": settings.PORTAL_URL + offer.get_absolute_url(),
        }
        if offer.expires_on:
            told["validThrough"] = offer.expires_on.isoformat()
        found["seeks" if asks else "makesOffer"].append(told)
    return found


def _lines(chapter: Chapter) -> list[Data]:
    return [
        {
            "@type": chapter.type,
            "name": line.text["words"],
            "url": settings.PORTAL_URL + line.url,
        }
        for line in chapter.lines
    ]
