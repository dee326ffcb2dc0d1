"""What links are for: each purpose is a page of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from chamber.links.models import Link

Page = Callable[[HttpRequest, "Link", str], HttpResponseBase]
Act = Callable[["Link"], object]
_pages: dict[str, Page] = {}
_one_click: dict[str, Act] = {}
_advice: dict[str, Callable[["Link"], str]] = {}


def page(purpose: str) -> Callable[[Page], Page]:
    """Register ``view(request, link, rest)``; ``rest`` is what follows the link in the address."""

    def register(view: Page) -> Page:
        _pages[purpose] = view
        return view

    return register


def one_click(purpose: str) -> Callable[[Act], Act]:
    """Register ``act(link)`` for the one POST that a mail program sends by itself (RFC 8058)."""

    def register(act: Act) -> Act:
        _one_click[purpose] = act
        return act

    return register


def advice(purpose: str) -> Callable[[Callable[["Link"], str]], Callable[["Link"], str]]:
    """Register ``words(link)``: whom to ask when a link of this purpose no longer stands."""

    def register(words: Callable[["Link"], str]) -> Callable[["Link"], str]:
        _advice[purpose] = words
        return words

    return register


def page_of(link: "Link") -> Page:
    return _pages[link.purpose]


def one_click_of(link: "Link") -> Act | None:
    return _one_click.get(link.purpose)


def advice_of(link: "Link") -> str:
    """In the active language; empty where the general words of the page will do."""
    return _advice[link.purpose](link) if link.purpose in _advice else ""
