"""Where pages speak of duplicates: what was merged into a partner, and the pairs that wait."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.slots import chamber_panels, waiting
from chamber.slots.entries import Waiting
from partners.models import DuplicatePair, Merge, Organisation


@chamber_panels.register
def merged(row, user):
    """For those who may undo it; ``row`` is ``with_merges``."""
    if not isinstance(row, Organisation) or not getattr(row, "standing_merges", None):
        return None
    found = Merge.objects.visible_to(user).filter(pk__in=row.standing_merges)
    return "partners/panel_merged.html", found.select_related("gone")


def with_merges(rows, user):
    """``rows`` with the keys of what was merged into each, for the panel: hardly one has any."""
    if not user.has_perm("partners.merge"):
        return rows
    merges = Merge.objects.visible_to(user).standing().filter(kept=OuterRef("pk")).values("pk")
    return rows.annotate(standing_merges=ArraySubquery(merges[:20]))


@waiting.register
def pairs(user, at):
    if not user.has_perm("partners.merge"):
        return []
    count = DuplicatePair.objects.visible_to(user).waiting().count()
    if not count:
        return []
    what = ngettext(
        "%(n)s pair of partners looks like one", "%(n)s pairs of partners look like one", count
    )
    url = reverse("partners:duplicates")
    return [Waiting(what=what % {"n": count}, url=url, action=_("Compare"))]
