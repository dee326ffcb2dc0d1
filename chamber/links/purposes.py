"""What links are for: each purpose is a page that gets the request, the link and the rest of the path."""

_pages = {}
_one_click = {}


def page(purpose):
    """Register ``view(request, link, rest)``; ``rest`` is what follows the link in the address."""

    def register(view):
        _pages[purpose] = view
        return view

    return register


def one_click(purpose):
    """Register ``act(link)`` for the one POST that a mail program sends by itself (RFC 8058)."""

    def register(act):
        _one_click[purpose] = act
        return act

    return register


def page_of(link):
    return _pages[link.purpose]


def one_click_of(link):
    return _one_click.get(link.purpose)
