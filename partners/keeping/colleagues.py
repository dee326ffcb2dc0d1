"""The people of an organisation who have accounts, and what they may do there."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chamber.links import making
from partners.keeping import letters
from partners.models import ColleagueInvitation, Membership, Organisation, Person

if TYPE_CHECKING:
    from chamber.accounts.models import User

Role = Membership.Role
RANK = [Role.VIEWER, Role.EDITOR, Role.OWNER]
DAYS = 14
AT_MOST = 20  # invitations of one organisation that wait at a time
PURPOSE = "partners.colleague"


class LastOwner(Exception):
    """An organisation that has an owner keeps one."""


class TooMany(Exception):
    """So many invitations wait that no more are sent."""


class Over(Exception):
    """The invitation was accepted, taken back, or is too old."""


@transaction.atomic
def join(organisation: Organisation, user: "User", *, role: str) -> Membership:
    """Make ``user`` a member; who is more than ``role`` already stays so."""
    membership, is_new = Membership.objects.get_or_create(
        person=person_of(user), organisation=organisation, defaults={"role": role}
    )
    if not is_new and RANK.index(Role(membership.role)) < RANK.index(Role(role)):
        membership.role = role
        membership.save(update_fields=["role"])
    return membership


def person_of(user: "User") -> Person:
    """The contact who signs in as ``user``, made when there is none.

    A contact that the chamber wrote down with this confirmed address is meant, unless it belongs
    to an organisation: nobody joins one by knowing an address.
    """
    person = Person.objects.filter(user=user).first()
    if person:
        return person
    given, _space, family = user.name.strip().rpartition(" ")
    same = Person.objects.filter(email__iexact=user.email).first()
    if same and same.user_id is None and not same.memberships.exists():
        person = same
    else:
        person = Person(
            given_name=given[:80],
            family_name=(family or user.email)[:80],
            email="" if same else user.email,
            language=user.language,
            is_demo=user.is_demo,
        )
    person.user = user
    person.save()
    return person


@transaction.atomic
def invite(
    organisation: Organisation, *, email: str, role: str, language: str, by: "User", at: datetime
) -> ColleagueInvitation:
    """Mail a link with which ``email`` takes a role; an earlier one to it ends.

    Raises ``TooMany``.
    """
    for earlier in organisation.colleague_invitations.standing(at=at).filter(email__iexact=email):
        revoke(earlier, at=at)
    if organisation.colleague_invitations.standing(at=at).count() >= AT_MOST:
        raise TooMany
    link = making.make(PURPOSE, person=email, language=language, days=DAYS, at=at)
    invitation = ColleagueInvitation.objects.create(
        organisation=organisation, email=email, role=role, link=link, by=by, invited_at=at
    )
    letters.to_address(
        "colleague",
        email,
        language=language,
        what=organisation,
        who=by,
        role=Role(role).label,
        days=DAYS,
        link=link,
        dedupe=f"colleague:{invitation.pk}",
    )
    organisation.log("colleague invited", by=by, role=role)
    return invitation


def revoke(invitation: ColleagueInvitation, *, at: datetime) -> None:
    making.revoke(invitation.link, at=at)


@transaction.atomic
def accept(invitation: ColleagueInvitation, *, by: "User", at: datetime) -> Membership:
    """Take the role; the link ends with it. Raises ``Over``."""
    standing = ColleagueInvitation.objects.standing(at=at).select_for_update(of=["self"])
    current = standing.select_related("link", "organisation").filter(pk=invitation.pk).first()
    if current is None:
        raise Over
    membership = join(current.organisation, by, role=current.role)
    current.accepted_by, current.accepted_at = by, at
    current.save(update_fields=["accepted_by", "accepted_at"])
    making.revoke(current.link, at=at)
    current.organisation.log("joined", by=by, role=membership.role)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, role: str, by: "User") -> None:
    """Raises ``LastOwner``."""
    current = _held(membership, stays=role == Role.OWNER)
    if current.role != role:
        current.organisation.log("role changed", by=by, before=current.role, after=role)
        current.role = role
        current.save(update_fields=["role"])


@transaction.atomic
def remove(membership: Membership, *, by: "User") -> None:
    """Raises ``LastOwner``."""
    current = _held(membership, stays=False)
    current.organisation.log("colleague removed", by=by, role=current.role)
    current.delete()


def _held(membership: Membership, *, stays: bool) -> Membership:
    """The membership as it is now, while nobody else changes who owns the organisation."""
    rows = Organisation.objects.select_for_update(no_key=True)
    organisation = rows.get(pk=membership.organisation_id)
    current = Membership.objects.get(pk=membership.pk)
    others = organisation.memberships.owners().exclude(pk=current.pk)
    if current.role == Role.OWNER and not stays and not others.exists():
        raise LastOwner
    return current


def for_this_address(user: "User", *, at: datetime) -> "list[ColleagueInvitation]":
    """Invitations to the address this person signs in with."""
    standing = ColleagueInvitation.objects.standing(at=at).filter(email__iexact=user.email)
    return list(standing.select_related("organisation", "link"))
