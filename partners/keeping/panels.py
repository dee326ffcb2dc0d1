"""What members and the chamber find on the page of an organisation or offer, and members on
their start page."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from chamber.accounts.models import User
from chamber.slots import panels
from partners.keeping import archiving, drafts, renewal, terms
from partners.models import Membership, Offer, Organisation
from partners.models.organisations import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

Panel = tuple[str, Any] | None


@panels.register
def of_organisation(row: object, user: "User | AnonymousUser") -> Panel:
    if not isinstance(row, Organisation) or not user.is_authenticated:
        return None
    role = "" if user.is_chamber else Membership.objects.role_of(user, row)
    if not role and not user.is_chamber:
        joins = row.status == Status.PUBLISHED
        return ("partners/panel_join.html", row) if joins else None
    archived = row.status == Status.ARCHIVED
    confirms = user.has_perm("partners.confirm", row)
    return "partners/panel_keeping.html", {
        "organisation": row,
        "draft": drafts.open_of(row) if user.is_chamber or role != "viewer" else None,
        "confirms": confirms and renewal.is_due(row, on=timezone.localdate()),
        "archived": archived,
        "why": archiving.why(row) if archived else "",
    }


@panels.register
def of_offer(row: object, user: "User | AnonymousUser") -> Panel:
    if not isinstance(row, Offer) or not user.is_authenticated:
        return None
    may = user.has_perm("partners.confirm", row.organisation)
    if not may and not user.is_chamber:
        return None
    draft = drafts.open_of(row)
    asks = may and terms.ends_soon(row, on=timezone.localdate())
    if draft is None and not asks:
        return None
    return "partners/panel_offer.html", {"offer": row, "draft": draft, "asks": asks}


@panels.register
def own(row: object, user: "User") -> Panel:
    """The organisations somebody belongs to, after signing in."""
    if not isinstance(row, User) or row != user or user.is_chamber:
        return None
    rows = Membership.objects.filter(person__user=user).select_related("organisation")
    return "partners/panel_own.html", list(rows[:20])
