"""Names as people type them: compared without case, marks and script."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from partners.alphabet import latin, plain

CYRILLIC = re.compile("[\u0400-\u04ff]")

# Words of addresses.
TAKEN = (
    *("new", "offers", "people", "imports", "suggestions", "sanctions", "reviews", "drafts"),
    *("interests", "interactions", "no-contact", "me", "map", "cards", "compare", "shortlists"),
    *("searches", "duplicates", "merges"),
)
__all__ = ["domain_of", "free_slug", "free_slugs", "is_cyrillic", "latin", "plain", "search_name"]


def is_cyrillic(words: str) -> bool:
    return bool(CYRILLIC.search(words))


def search_name(names: Iterable[str]) -> str:
    """All names of one organisation, each once, to be searched by similarity."""
    given = dict.fromkeys(name for name in names if name)  # most are the same in all languages
    return " | ".join(dict.fromkeys(map(plain, given)))[:400]


def domain_of(website: str) -> str:
    """ "https://www.vil.be/en" is at "vil.be"; empty for no website."""
    host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    return host.removeprefix("www.")[:120]


def free_slug(model: Any, words: str, *, taken: Iterable[str] = TAKEN) -> str:
    """An address that no other row has, nor a page (``taken``); only one at a time looks until it
    commits."""
    return free_slugs(model, [words], taken=taken)[0]


def free_slugs(model: Any, names: Iterable[str], *, taken: Iterable[str] = TAKEN) -> list[str]:
    """An address for each of ``names``, by one query."""
    wanted = [slugify(latin(words))[:70] or model._meta.model_name for words in names]
    used = {*taken, *model.objects.filter(slug__in=wanted).values_list("slug", flat=True)}
    found = []
    for slug in wanted:
        end = get_random_string(8, "abcdefghjkmnpqrstuvwxyz23456789") if slug in used else ""
        found.append(f"{slug}-{end}" if end else slug)
        used.add(slug)
    if found != wanted:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])
    return found
