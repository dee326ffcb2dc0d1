"""Addresses of a list: the same query string with one thing changed. The cursor never survives."""

PAGING = ("cursor", "format")


def address(request, *, drop=(), **changes):
    """The address of ``request`` without ``drop`` and with ``changes``, on the first page."""
    query = request.GET.copy()
    for name in (*PAGING, *drop):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return _join(request.path, query)


def without(request, name, value=None):
    """The address without ``name``, or without this one ``value`` of it."""
    query = request.GET.copy()
    for paging in PAGING:
        query.pop(paging, None)
    kept = [] if value is None else [other for other in query.getlist(name) if other != value]
    query.setlist(name, kept)
    return _join(request.path, query)


def _join(path, query):
    words = query.urlencode()
    return f"{path}?{words}" if words else path
