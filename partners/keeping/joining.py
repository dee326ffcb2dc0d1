"""Joining an organisation that is there already: never without somebody's yes."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from partners.keeping import colleagues, letters
from partners.models import JoinRequest, Membership, Organisation

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = JoinRequest.State
AT_MOST = 5  # requests of one person that wait at a time


class TooMany(Exception):
    """This person waits for enough answers already."""


class Decided(Exception):
    """Somebody has answered the request already."""


@transaction.atomic
def ask(organisation: Organisation, *, words: str, by: "User", at: datetime) -> JoinRequest:
    """Note that ``by`` works there and write to the owners; asking again is the first request.

    Raises ``TooMany``.
    """
    others = JoinRequest.objects.open().filter(user=by).exclude(organisation=organisation)
    if others.count() >= AT_MOST:
        raise TooMany
    request, is_new = JoinRequest.objects.open().get_or_create(
        organisation=organisation,
        user=by,
        state=State.ASKED,
        defaults={"words": words, "asked_at": at},
    )
    if is_new:
        for owner in organisation.memberships.keeping().owners():
            letters.to_person(
                "asked",
                owner.person,
                what=organisation,
                who=by,
                quote=words,
                page=request,
                dedupe=f"join:{request.pk}:{owner.person_id}",
            )
    return request


@transaction.atomic
def accept(request: JoinRequest, *, role: str, by: "User", at: datetime) -> None:
    """Raises ``Decided``."""
    request = _decide(request, State.ACCEPTED, by=by, at=at)
    membership = colleagues.join(request.organisation, request.user, role=role)
    request.organisation.log("joined", by=by, role=membership.role)
    label = Membership.Role(membership.role).label
    _tell("accepted", request, role=str(label))


@transaction.atomic
def decline(request: JoinRequest, *, by: "User", at: datetime) -> None:
    """Raises ``Decided``."""
    _tell("declined", _decide(request, State.DECLINED, by=by, at=at))


def _decide(request: JoinRequest, state: str, *, by: "User", at: datetime) -> JoinRequest:
    rows = JoinRequest.objects.open().select_for_update(of=["self"])
    current = rows.select_related("organisation", "user").filter(pk=request.pk).first()
    if current is None:
        raise Decided
    current.state, current.decided_by, current.decided_at = state, by, at
    current.save(update_fields=["state", "decided_by", "decided_at"])
    return current


def _tell(kind: str, request: JoinRequest, **said: str) -> None:
    letters.to_user(
        kind,
        request.user,
        what=request.organisation,
        page=request.organisation,
        dedupe=f"join:{request.pk}:{kind}",
        **said,
    )
