"""Addresses of a list: the same query string with one thing changed. The cursor never survives."""

from collections.abc import Iterable

from django.http import HttpRequest, QueryDict

PAGING = ("cursor", "format")


def address(request: HttpRequest, *, drop: Iterable[str] = (), **changes: str) -> str:
    """The address of ``request`` without ``drop`` and with ``changes``, on the first page."""
    query = request.GET.copy()
    for name in (*PAGING, *drop):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return _join(request.path, query)


def without(request: HttpRequest, name: str, value: str | None = None) -> str:
    """The address without ``name``, or without this one ``value`` of it."""
    query = request.GET.copy()
    for paging in PAGING:
        query.pop(paging, None)
    kept = [] if value is None else [other for other in query.getlist(name) if other != value]
    query.setlist(name, kept)
    return _join(request.path, query)


def _join(path: str, query: QueryDict) -> str:
    words = query.urlencode()
    return f"{path}?{words}" if words else path
