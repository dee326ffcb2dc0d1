"""Until when offers and requests stand."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from partners.keeping import letters
from partners.keeping.renewal import CONFIRMABLE, NotPublic
from partners.matching import sources
from partners.models import Membership, Offer, Reminder
from partners.models.organisations import Status

if TYPE_CHECKING:
    from chamber.accounts.models import User

YEAR = timedelta(days=365)
LONGEST = 2 * YEAR
BEFORE = 30  # days before the end on which members are reminded
PURPOSE = "partners.offer"


@transaction.atomic
def prolong(offer: Offer, *, by: "User | None", at: datetime) -> Offer:
    """It still stands, for a year from today; what had expired is public again.

    Twice is harmless. Raises ``NotPublic``.
    """
    row = Offer.objects.select_for_update(no_key=True, of=["self"]).get(pk=offer.pk)
    if row.status not in CONFIRMABLE:
        raise NotPublic
    until = timezone.localdate(at) + YEAR
    if row.status == Status.PUBLISHED and row.expires_on and row.expires_on >= until:
        return row
    row.status, row.expires_on = Status.PUBLISHED, until
    row.save(update_fields=["status", "expires_on"])
    row.log("prolonged", by=by)
    sources.profile_offer(row, by=by)
    return row


def ends_soon(offer: Offer, *, on: date) -> bool:
    """Whether it is time to ask whether it still stands."""
    soon = offer.expires_on is not None and offer.expires_on <= on + timedelta(days=BEFORE)
    return offer.status == Status.EXPIRED or (offer.status == Status.PUBLISHED and soon)


def go_round(at: datetime) -> None:
    today = timezone.localdate(at)
    public = Offer.objects.filter(status=Status.PUBLISHED).select_related("organisation", "profile")
    for offer in public.filter(expires_on__lt=today):
        offer.status = Status.EXPIRED
        offer.save(update_fields=["status"])
        offer.log("expired", by=None)
        sources.profile_offer(offer)
    kept = Membership.objects.keeping().values("organisation")
    until = today + timedelta(days=BEFORE)
    for offer in public.filter(expires_on__range=(today, until), organisation__in=kept):
        _remind(offer, today=today, at=at)


def _remind(offer: Offer, *, today: date, at: datetime) -> None:
    organisation, due = offer.organisation, offer.expires_on or today
    _reminder, is_new = Reminder.objects.get_or_create(
        organisation=organisation, offer=offer, due=due, days=BEFORE, defaults={"sent_on": today}
    )
    for membership in organisation.memberships.keeping() if is_new else ():
        letters.to_member(
            "offer",
            membership,
            purpose=PURPOSE,
            subject=f"{offer.pk}:{membership.pk}",
            at=at,
            what=offer,
            organisation=organisation,
            date=due,
            dedupe=f"offer:{offer.pk}:{due}:{membership.pk}",
        )
