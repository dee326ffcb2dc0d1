"""What programs may read: described by OpenAPI, by the same rules of sight as the pages."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from ninja import NinjaAPI, Router, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from chamber.api import keys as api_keys
from chamber.lists import keyset
from chamber.slots import api_routers

AT_MOST = 100  # rows of one answer
Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """``next`` and ``previous`` are cursors; null where there is nothing more."""

    items: list[Item]
    next: str | None
    previous: str | None


class Fault(Schema):
    detail: str


def paged(
    rows: Any,
    told: Callable[[Any], dict[str, Any]],
    *,
    cursor: str,
    limit: int,
    order_by: Sequence[str] = ("pk",),
    keys: Sequence[int] = (),
) -> dict[str, Any]:
    """A ``Page`` of ``rows`` as ``told``, at most ``AT_MOST`` of them; ``keys`` is an order that no
    column has."""
    size = max(1, min(limit, AT_MOST))
    if keys:
        page = keyset.page_of_keys(rows, keys=keys, size=size, cursor=cursor)
    else:
        page = keyset.page(rows, order_by=order_by, size=size, cursor=cursor)
    return {
        "items": [told(row) for row in page.rows],
        "next": page.next or None,
        "previous": page.previous or None,
    }


def one(rows: Any, **key: Any) -> Any:
    """The row with ``key``, or 404."""
    row = rows.filter(**key).first()
    if row is None:
        raise Http404
    return row


class WithKey(HttpBearer):
    """A key of the person's account page: "Authorization: Bearer cp_..."."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = api_keys.holder(token, at=timezone.now())
        if user is None:
            raise HttpError(401, "This key is unknown, revoked or out of date.")
        request.user = user
        return user


def visitor(request: HttpRequest) -> Any:
    """Who is signed in in this browser, or anybody: what is public needs no key."""
    return request.user


class PerReader(SimpleRateThrottle):
    """Requests of one person, or of one address for those who are nobody."""

    scope = "api"

    def get_cache_key(self, request: HttpRequest) -> str:
        who = request.user.pk if request.user.is_authenticated else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": who}


per_reader = PerReader(settings.API_RATE)


class PortalAPI(NinjaAPI):
    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """With an ETag, so that who asks again for the same gets 304."""
        response = super().create_response(request, data, **kwargs)
        response.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Authorization", "Cookie"])
        if not request.user.is_authenticated:  # public: pages of others may show it
            response.headers["Access-Control-Allow-Origin"] = "*"
        if response.status_code != 200:
            return response
        etag = quote_etag(hashlib.sha256(response.content).hexdigest())
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response


def _described() -> PortalAPI:
    api = PortalAPI(
        title="Chamber portal",
        version="1",
        description="Organisations, what they offer, clusters and missions, read only. Texts are"
        " given in the languages they are written in.",
        docs_url=None,
        auth=[WithKey(), visitor],
        throttle=[per_reader],
        urls_namespace="api",
    )
    for prefix, router in api_routers:
        api.add_router(prefix, router)
    return api


def addresses() -> Any:
    """For ``path``: only GET, and HEAD as the GET that it asks about."""
    patterns, app, namespace = _described().urls
    for pattern in patterns:
        pattern.callback = _read_only(pattern.callback)
    return patterns, app, namespace


def _read_only(view: Any) -> Any:
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        request.method = "GET"
        return view(request, *args, **kwargs)

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written here
    return answer


__all__ = ["Fault", "Page", "Router", "addresses", "one", "paged"]
