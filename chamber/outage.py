"""A database that is away or too busy answers 503 with a time to come back, not a stack trace."""

from django.db import InterfaceError, OperationalError

from chamber import errors


class DatabaseOutage:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, InterfaceError | OperationalError) and _is_away(exception):
            return errors.unavailable(request)
        return None


def _is_away(exception):
    """The server is gone, or one statement waited too long for a lock or ran too long."""
    state = getattr(exception.__cause__, "sqlstate", None)
    return state is None or state[:2] in ("08", "57") or state == "55P03"
