"""What waits: for the chamber's people to review, and for members to do."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.links import tokens
from chamber.slots import reviews, waiting
from chamber.slots.entries import Review, Waiting
from partners.keeping import colleagues, renewal
from partners.models import Draft, JoinRequest, Membership

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chamber.accounts.models import User

AT_MOST = 200
KEEPERS = (Membership.Role.OWNER, Membership.Role.EDITOR)


def for_review(user: "User") -> list[Review]:
    """Everything that waits for the chamber's word, the oldest first."""
    entries = [entry for source in reviews for entry in source(user)]
    return sorted(entries, key=lambda entry: entry.since)


@reviews.register
def sent_drafts(user: "User") -> "Iterator[Review]":
    rows = Draft.objects.visible_to(user).in_review().select_related("organisation", "offer")
    for draft in rows.order_by("sent_at")[:AT_MOST]:
        if draft.offer:
            kind = _("new offer or request") if draft.is_new else _("change to an offer or request")
        else:
            kind = _("new organisation") if draft.is_new else _("change to an organisation")
        yield Review(
            what=str(draft),
            url=draft.get_absolute_url(),
            since=draft.sent_at or draft.saved_at,
            kind=kind,
            action=_("Review"),
        )


@reviews.register
def requests_without_owner(user: "User") -> "Iterator[Review]":
    """Requests to join that no owner can answer."""
    owned = Membership.objects.keeping().owners().values("organisation")
    rows = JoinRequest.objects.visible_to(user).open().exclude(organisation__in=owned)
    for one in rows.select_related("organisation", "user")[:AT_MOST]:
        yield Review(
            what=_("%(who)s wants to join %(organisation)s")
            % {"who": one.user, "organisation": one.organisation},
            url=one.get_absolute_url(),
            since=one.asked_at,
            kind=_("request to join"),
            action=_("Answer"),
        )


@reviews.register
def unkept_renewals(user: "User") -> "Iterator[Review]":
    """Pages without members that nobody has looked at for a year."""
    today = timezone.localdate()
    for organisation in renewal.unkept(on=today).order_by("renew_by")[:AT_MOST]:
        yield Review(
            what=str(organisation),
            url=organisation.get_absolute_url(),
            since=moment(organisation.renew_by, of=time.min),
            kind=_("to be confirmed once a year, without members"),
            action=_("Look and confirm"),
        )


@waiting.register
def for_the_chamber(user: "User", at: datetime) -> "Iterator[Waiting]":
    """One line for all of it."""
    if not user.is_writing_staff:
        return
    count = len(for_review(user))
    if count:
        words = ngettext("%(n)s entry waits for review", "%(n)s entries wait for review", count)
        url = reverse("partners:reviews")
        yield Waiting(what=words % {"n": count}, url=url, action=_("Review"))


@waiting.register
def for_members(user: "User", at: datetime) -> "Iterator[Waiting]":
    if not user.is_chamber:
        yield from _invitations(user, at)
        yield from _returned(user)
        yield from _renewals(user, at)
        yield from _requests(user)


def _invitations(user: "User", at: datetime) -> "Iterator[Waiting]":
    for one in colleagues.for_this_address(user, at=at):
        yield Waiting(
            what=_("Join %(organisation)s") % {"organisation": one.organisation},
            url=tokens.url(one.link),
            due=one.link.expires_at,
            context=_("You are invited as %(role)s.") % {"role": one.get_role_display()},
            action=_("Answer"),
        )


def _returned(user: "User") -> "Iterator[Waiting]":
    rows = Draft.objects.visible_to(user).filter(state=Draft.State.RETURNED)
    for draft in rows.select_related("organisation", "offer")[:AT_MOST]:
        yield Waiting(
            what=_("Look again at %(what)s") % {"what": draft},
            url=draft.get_absolute_url(),
            context=_("The chamber returned the draft."),
            action=_("Open"),
        )


def _renewals(user: "User", at: datetime) -> "Iterator[Waiting]":
    own = Membership.objects.filter(person__user=user, role__in=KEEPERS)
    due = own.filter(
        organisation__status__in=renewal.CONFIRMABLE,
        organisation__renew_by__lte=timezone.localdate(at) + renewal.LOOK_AHEAD,
    )
    for membership in due.select_related("organisation"):
        organisation = membership.organisation
        yield Waiting(
            what=_("Say whether everything about %(organisation)s is still right")
            % {"organisation": organisation},
            url=organisation.get_absolute_url(),
            due=moment(organisation.renew_by, of=time.max),
            action=_("Confirm"),
        )


def _requests(user: "User") -> "Iterator[Waiting]":
    seen = JoinRequest.objects.visible_to(user).open().exclude(user=user)
    for one in seen.select_related("organisation", "user")[:AT_MOST]:
        yield Waiting(
            what=_("%(who)s wants to join %(organisation)s")
            % {"who": one.user, "organisation": one.organisation},
            url=one.get_absolute_url(),
            action=_("Answer"),
        )


def moment(day: date, *, of: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, of))
