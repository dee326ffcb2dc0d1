"""The first time a word of the glossary stands on a page, it leads there."""

import re

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from chamber.glossary.models import Term


def linked(text: str, *, request: HttpRequest) -> SafeString:
    """Plain ``text`` as safe HTML; each term of the reader's language leads once to its page.

    Whole words only, the longest term first. One query per request, however many texts it has.
    """
    pattern, slugs = _terms(request, get_language())
    if pattern is None:
        return escape(text)
    pieces = pattern.split(str(text))  # words stand at the odd places
    # Each piece is escaped or made by format_html.
    return mark_safe(  # nosec
        "".join(
            _link(piece, slugs, already_linked(request)) if place % 2 else escape(piece)
            for place, piece in enumerate(pieces)
        )
    )


def already_linked(request: HttpRequest) -> set[str]:
    """The slugs this page needs no link to any more."""
    return request.__dict__.setdefault("glossary_linked", set())


def _link(word: str, slugs: dict[str, str], done: set[str]) -> SafeString:
    slug = slugs.get(word.casefold())
    if slug is None or slug in done:
        return escape(word)
    done.add(slug)
    return format_html('<a href="{}">{}</a>', reverse("glossary:detail", args=[slug]), word)


def _terms(request: HttpRequest, language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """A pattern that finds the terms and {term: slug}, read once per request."""
    if "glossary_terms" not in request.__dict__:
        column = f"word_{language}"
        rows = Term.objects.visible_to(request.user).named_in(language)
        slugs = {word.casefold(): slug for word, slug in rows.values_list(column, "slug")}
        longest_first = sorted(slugs, key=len, reverse=True)
        words = "|".join(re.escape(word) for word in longest_first)
        pattern = re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE) if words else None
        request.__dict__["glossary_terms"] = pattern, slugs
    return request.__dict__["glossary_terms"]
