"""Error answers in the portal's look, in four languages, with a way on."""

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


def _answer(request, status, context=None, template=None):
    response = render(request, template or f"{status}.html", context, status=status)
    add_never_cache_headers(response)
    return response


def bad_request(request, exception):
    return _answer(request, 400)


def forbidden(request, exception):
    return _answer(request, 403)


def csrf_failure(request, reason=""):
    return _answer(request, 403, {"csrf": True})


def not_found(request, exception):
    return _answer(request, 404)


def server_error(request):
    return _answer(request, 500)


def method_not_allowed(request, *, allowed):
    response = _answer(request, 405)
    response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def conflict(request, context, template="409.html"):
    return _answer(request, 409, context, template)


def gone(request, context=None):
    return _answer(request, 410, context)


def too_many(request, seconds=60):
    response = _answer(request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def unavailable(request, seconds=10):
    response = _answer(request, 503)
    response.headers["Retry-After"] = str(seconds)
    return response
