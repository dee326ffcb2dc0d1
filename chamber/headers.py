"""What every answer carries, and which requests the portal takes at all."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware

from chamber import errors

Answer = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class SecurityHeaders(SecurityMiddleware):
    """Headers on whatever goes out. Django's own middleware stands further in, where what it says
    itself (the way to https, a host that is not ours) is covered too."""

    def process_request(self, request: HttpRequest) -> None:
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response


class Methods:
    """Only POST changes anything: Django's form views would take PUT and DELETE for a POST."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return errors.method_not_allowed(request, allowed=METHODS)
        return self.get_response(request)


class Sizes:
    """A body that is too large is not read: its files would fill the disk before a view ran."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Answer, args: object, kwargs: object
    ) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = getattr(view, "request_at_most", settings.REQUEST_AT_MOST)
        if length.isdecimal() and int(length) > limit:
            return errors.too_large(request)
        return None


def takes(at_most: int) -> Callable[[View], View]:
    """Let a view take a body of ``at_most`` bytes. It has to ask who sends it before it reads."""

    def mark(view: View) -> View:
        view.request_at_most = at_most  # type: ignore[attr-defined]
        return view

    return mark


class Compressed(GZipMiddleware):
    """Pages travel compressed (Django hides their length from BREACH); files keep their length."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)
