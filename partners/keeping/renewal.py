"""Once a year somebody says that what stands in the portal is still right.

Members are reminded by mail; where nobody keeps the page, the chamber finds it in what waits for
review, and it never expires by itself.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partners.keeping import letters
from partners.matching import sources
from partners.models import Membership, Organisation, Reminder
from partners.models.organisations import Status

if TYPE_CHECKING:
    from chamber.accounts.models import User

BEFORE = (0, 7, 30)  # days before the date on which members are reminded
GRACE = 30  # days after it until the page is no longer public
GONE = -1
LOOK_AHEAD = timedelta(days=max(BEFORE))
PURPOSE = "partners.renewal"
CONFIRMABLE = (Status.PUBLISHED, Status.EXPIRED)


class NotPublic(Exception):
    """What is a draft or archived cannot be confirmed."""


def begin(organisation: Organisation, *, at: datetime) -> None:
    """Set the dates of one that is published now; its caller saves it."""
    if organisation.status == Status.PUBLISHED:
        organisation.confirmed_on = timezone.localdate(at)
        organisation.renew_by = organisation.confirmed_on + timedelta(days=settings.RENEWAL_DAYS)


@transaction.atomic
def confirm(organisation: Organisation, *, by: "User | None", at: datetime) -> Organisation:
    """Everything is still right, for another year; what had expired is public again.

    Twice is harmless. Raises ``NotPublic``.
    """
    row = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if row.status not in CONFIRMABLE:
        raise NotPublic
    if row.status == Status.PUBLISHED and row.confirmed_on == timezone.localdate(at):
        return row
    came_back, row.status = row.status == Status.EXPIRED, Status.PUBLISHED
    begin(row, at=at)
    row.save(update_fields=["status", "confirmed_on", "renew_by"])
    row.log("confirmed", by=by)
    if came_back:
        sources.profile_organisation(row, by=by)
    return row


def is_due(organisation: Organisation, *, on: date) -> bool:
    """Whether it is time to ask if everything is still right."""
    soon = organisation.renew_by is not None and organisation.renew_by <= on + LOOK_AHEAD
    expired = organisation.status == Status.EXPIRED
    return expired or (organisation.status == Status.PUBLISHED and soon)


def stage(due: date, *, on: date) -> int:
    """Which reminder it is time for, in days before ``due``, once the first has come."""
    return next((days for days in BEFORE if on >= due - timedelta(days=days)), max(BEFORE))


def unkept(*, on: date) -> QuerySet[Organisation]:
    """Those due that no member can be asked about."""
    kept = Membership.objects.keeping().values("organisation")
    return Organisation.objects.published().filter(renew_by__lte=on).exclude(pk__in=kept)


def go_round(at: datetime) -> None:
    """Start the year of pages that got members, remind them, and let lapse what nobody confirms."""
    today = timezone.localdate(at)
    _begin_missing(today)
    _remind(today, at)
    _expire(today, at)


def _kept() -> QuerySet[Organisation]:
    members = Membership.objects.keeping().values("organisation")
    return Organisation.objects.published().filter(pk__in=members)


def _begin_missing(today: date) -> None:
    year = timedelta(days=settings.RENEWAL_DAYS)
    _kept().filter(renew_by=None).update(renew_by=today + year)


def _remind(today: date, at: datetime) -> None:
    soon = _kept().filter(renew_by__lte=today + LOOK_AHEAD)
    for organisation in soon:
        due = organisation.renew_by or today
        days = stage(due, on=today)
        _reminder, is_new = Reminder.objects.get_or_create(
            organisation=organisation, offer=None, due=due, days=days, defaults={"sent_on": today}
        )
        if is_new:
            _write_to_members("renewal", organisation, due=due, days=days, at=at)


def _expire(today: date, at: datetime) -> None:
    """Only who was told that the day had come, and had the time to answer."""
    told = Reminder.objects.of_the_day(until=today - timedelta(days=GRACE)).filter(offer=None)
    for reminder in told.filter(organisation__in=_kept()).select_related("organisation"):
        organisation = reminder.organisation
        if reminder.due != organisation.renew_by:
            continue
        organisation.status = Status.EXPIRED
        organisation.save(update_fields=["status"])
        organisation.log("expired", by=None)
        sources.profile_organisation(organisation)
        _write_to_members("expired", organisation, due=reminder.due, days=GONE, at=at)


def _write_to_members(
    kind: str, organisation: Organisation, *, due: date, days: int, at: datetime
) -> None:
    for membership in organisation.memberships.keeping():
        letters.to_member(
            kind,
            membership,
            purpose=PURPOSE,
            subject=str(membership.pk),
            at=at,
            what=organisation,
            date=due,
            days=GRACE,
            dedupe=f"renewal:{organisation.pk}:{due}:{days}:{membership.pk}",
        )
