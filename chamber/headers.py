"""What every answer carries, and which methods the portal takes at all."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from chamber import errors

Answer = Callable[[HttpRequest], HttpResponseBase]
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class SecurityHeaders:
    """Headers that no other middleware sets; error pages carry them too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
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
