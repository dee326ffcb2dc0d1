"""Where pages speak of duplicates: what was merged into a partner, and the pairs that wait."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.slots import panels, waiting
from chamber.slots.entries import Waiting
from partners.models import DuplicatePair, Merge, Organisation


@panels.register
def merged(row, user):
    """For those who may undo it."""
    if not isinstance(row, Organisation) or not user.has_perm("partners.merge"):
        return None
    found = Merge.objects.visible_to(user).standing().filter(kept=row).select_related("gone")[:20]
    return ("partners/panel_merged.html", found) if found else None


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
