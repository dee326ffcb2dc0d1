"""Figures that many pages show: counted once a minute, and for everybody alike."""

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.lists.counting import Count, capped_count

SECONDS = 60


def figure(name: str, rows: QuerySet[Any]) -> Count:
    """How many ``rows`` there are, as of the last minute."""
    found = cache.get_or_set(f"figure:{name}", lambda: capped_count(rows), SECONDS)
    return found or Count(0)


def in_all(count: Count) -> str:
    """The figure under a step of the chain: "35 in all"."""
    if not count.value:
        return _("none yet")
    return ngettext("%(figure)s in all", "%(figure)s in all", count.value) % {"figure": count}
