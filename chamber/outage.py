"""A database that is away or too busy answers 503 with a time to come back, not a stack trace."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from chamber import errors


class DatabaseOutage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, InterfaceError | OperationalError) and _is_away(exception):
            return errors.unavailable(request)
        return None


def _is_away(exception: Exception) -> bool:
    """The server is gone, or one statement waited too long for a lock or ran too long."""
    state = getattr(exception.__cause__, "sqlstate", None)
    return state is None or state[:2] in ("08", "57") or state == "55P03"
