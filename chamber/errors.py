"""Error answers in the portal's look, in four languages, with a way on."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


def _answer(
    request: HttpRequest,
    status: int,
    context: dict[str, Any] | None = None,
    template: str | None = None,
) -> HttpResponse:
    response = render(request, template or f"{status}.html", context, status=status)
    add_never_cache_headers(response)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, {"csrf": True})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500)


def method_not_allowed(request: HttpRequest, *, allowed: Iterable[str]) -> HttpResponse:
    response = _answer(request, 405)
    response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def conflict(
    request: HttpRequest, context: dict[str, Any], template: str = "409.html"
) -> HttpResponse:
    return _answer(request, 409, context, template)


def gone(request: HttpRequest, context: dict[str, Any] | None = None) -> HttpResponse:
    return _answer(request, 410, context)


def too_large(request: HttpRequest) -> HttpResponse:
    return _answer(request, 413)


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    response = _answer(request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def unavailable(request: HttpRequest, seconds: int = 10) -> HttpResponse:
    response = _answer(request, 503)
    response.headers["Retry-After"] = str(seconds)
    return response
