"""Organisations and offers as programs read them: the fields of ``reading.FIELDS``, no others."""

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, QueryDict
from ninja import Query, Schema

from chamber.api.portal import Fault, Page, Router, one, paged
from chamber.slots import api_routers
from partners.filters import OrganisationFilter
from partners.matching.profiles import in_languages
from partners.models import Offer, Organisation, Place
from partners.models.reading import Reader

organisations, offers = Router(tags=["organisations"]), Router(tags=["offers"])
api_routers.register(("/organisations", organisations), order=10)
api_routers.register(("/offers", offers), order=20)
TOLD = ("topics", "industries", "identifiers")
SAME = (
    *("aliases", "kind", "size", "country", "access", "website", "languages", "source"),
    *("confirmed_on", "email", "phone", "status"),
)
Texts = dict[str, str]  # by language: en, nl, fr, uk


class PlaceOut(Schema):
    name: Texts
    country: str
    unlocode: str
    latitude: float | None
    longitude: float | None


class Number(Schema):
    scheme: str
    value: str
    verified: bool


class OrganisationOut(Schema):
    """Fields that the reader may not see are null."""

    slug: str
    url: str
    name: Texts
    aliases: list[str]
    kind: str
    size: str
    country: str
    seat: PlaceOut | None
    operating_place: PlaceOut | None
    access: str
    website: str
    languages: list[str]
    topics: list[str]
    industries: list[str]
    identifiers: list[Number]
    description: Texts
    source: str
    confirmed_on: date | None
    email: str | None
    phone: str | None
    safety_note: Texts | None
    status: str | None


class OfferOut(Schema):
    id: int
    url: str
    organisation: str
    kind: str
    title: Texts
    summary: Texts
    advantages: Texts
    partner_sought: Texts
    stage: str
    ipr: str
    keywords: list[str]
    topics: list[str]
    expires_on: date | None
    source_url: str


class Chosen(Schema):
    """What narrows the directory down, as on its page; several values of one are alternatives."""

    q: str = ""
    kind: list[str] = []
    topic: list[str] = []
    country: list[str] = []
    nace: list[str] = []
    size: list[str] = []
    language: list[str] = []
    cluster: list[str] = []


@organisations.get(
    "/", response={200: Page[OrganisationOut], 401: Fault, 429: Fault}, url_name="organisations"
)
def list_organisations(
    request: HttpRequest, chosen: Query[Chosen], cursor: str = "", limit: int = 50
) -> dict[str, Any]:
    """Those that the reader may see, in the order of the words searched for, else as they came."""
    data = QueryDict(mutable=True)
    for name, value in chosen.dict().items():
        data.setlist(name, value if isinstance(value, list) else [value])
    seen = Organisation.objects.visible_to(request.user)
    narrowed = OrganisationFilter(data, queryset=seen, request=request)
    rows = narrowed.qs.select_related("seat", "operating_place").prefetch_related(*TOLD)
    keys = list(dict.fromkeys(hit.organisation for hit in narrowed.hits))
    told = partial(_organisation, request, narrowed.reader)
    return paged(rows, told, cursor=cursor, limit=limit, keys=keys)


@organisations.get(
    "/{slug}/",
    response={200: OrganisationOut, 401: Fault, 404: Fault, 429: Fault},
    url_name="organisation",
)
def one_organisation(request: HttpRequest, slug: str) -> dict[str, Any]:
    reader = Reader.of(request.user)
    seen = Organisation.objects.visible_to(reader).prefetch_related(*TOLD)
    row = one(seen.select_related("seat", "operating_place"), slug=slug[:90])
    return _organisation(request, reader, row)


@offers.get("/", response={200: Page[OfferOut], 401: Fault, 429: Fault}, url_name="offers")
def list_offers(
    request: HttpRequest, organisation: str = "", kind: str = "", cursor: str = "", limit: int = 50
) -> dict[str, Any]:
    """What is offered and asked for; ``organisation`` is a slug."""
    rows = Offer.objects.visible_to(request.user).select_related("organisation")
    if organisation:
        rows = rows.filter(organisation__slug=organisation[:90].replace("\x00", ""))
    if kind:
        rows = rows.filter(kind=kind[:20].replace("\x00", ""))
    rows = rows.prefetch_related("topics")
    return paged(rows, partial(_offer, request), cursor=cursor, limit=limit)


def _organisation(request: HttpRequest, reader: Reader, row: Organisation) -> dict[str, Any]:
    told = {
        "name": in_languages(row, "name"),
        "seat": row.seat and _place(row.seat),
        "operating_place": row.operating_place and _place(row.operating_place),
        "topics": [topic.slug for topic in row.topics.all()],
        "industries": [industry.code for industry in row.industries.all()],
        "identifiers": list(row.identifiers.all()),
        "description": in_languages(row, "description"),
        "safety_note": in_languages(row, "safety_note"),
    }
    told |= {name: getattr(row, name) for name in SAME}
    told = {name: value if reader.sees(row, name) else None for name, value in told.items()}
    return told | {"slug": row.slug, "url": request.build_absolute_uri(row.get_absolute_url())}


def _place(place: Place) -> dict[str, Any]:
    same = ("country", "unlocode", "latitude", "longitude")
    return {"name": in_languages(place, "name")} | {name: getattr(place, name) for name in same}


def _offer(request: HttpRequest, row: Offer) -> dict[str, Any]:
    texts = ("title", "summary", "advantages", "partner_sought")
    same = ("id", "kind", "stage", "ipr", "keywords", "expires_on", "source_url")
    return {
        **{name: in_languages(row, name) for name in texts},
        **{name: getattr(row, name) for name in same},
        "organisation": row.organisation.slug,
        "topics": [topic.slug for topic in row.topics.all()],
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }
