"""Writing a draft of an organisation or an offer, and sending it for review.

What a form says is a dict by the names of its fields; each value is a text or a list of texts.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chamber.forms.models import Stale
from partners.directory import facets
from partners.keeping import colleagues
from partners.models import Draft, Membership, Offer, Organisation
from partners.models.organisations import Status

if TYPE_CHECKING:
    from chamber.accounts.models import User

Said = Mapping[str, str | list[str]]
State = Draft.State
PROPOSALS = 3  # that one person may have on the way at a time


class TooMany(Exception):
    """This person waits for enough answers already."""


def open_of(subject: Organisation | Offer) -> Draft | None:
    return Draft.objects.about(subject).open().select_related("by").first()


def merged(draft: Draft, current: Said) -> dict[str, str | list[str]]:
    """What publishing would make of ``current``: fields that the members left as they were keep
    what the chamber made of them meanwhile."""
    values = {name: draft.values.get(name, now) for name, now in current.items()}
    return {
        name: current[name] if value == draft.base.get(name) else value
        for name, value in values.items()
    }


def taken_over(draft: Draft, values: Said, *, version: int) -> dict[str, str | list[str]]:
    """The fields that somebody who saw ``version`` left alone and others wrote since."""
    seen = draft.base if version == 0 else draft.before
    if version not in (0, draft.version - 1):
        return {}
    return {
        name: draft.values[name]
        for name, value in values.items()
        if name in draft.values and value == seen.get(name) != draft.values[name]
    }


@transaction.atomic
def propose(organisation: Organisation, *, by: "User") -> Organisation:
    """A whole new organisation, seen by its owner and the chamber only. Raises ``TooMany``."""
    own = Organisation.objects.of(by).filter(status__in=[Status.DRAFT, Status.REVIEW])
    if own.count() >= PROPOSALS:
        raise TooMany
    organisation.status = Status.DRAFT
    organisation.save()
    facets.write_rows([organisation])
    colleagues.join(organisation, by, role=Membership.Role.OWNER)
    organisation.log("proposed", by=by)
    return organisation


@transaction.atomic
def offer(new: Offer, *, by: "User") -> Offer:
    """A new offer, seen by its organisation and the chamber only."""
    new.status = Status.DRAFT
    new.save()
    new.log("created", by=by)
    return new


@transaction.atomic
def write(
    subject: Organisation | Offer,
    *,
    values: Said,
    current: Said,
    version: int,
    by: "User",
    at: datetime,
) -> Draft:
    """Keep ``values`` as the one open draft; what was in review is taken back to be changed.

    ``version`` is that of the draft its writer saw, 0 for none; raises ``Stale`` with the draft
    that somebody else wrote meanwhile.
    """
    lock(subject)
    draft = open_of(subject) or _empty(subject)
    if version != draft.version and draft.pk:
        raise Stale(draft)  # type: ignore[no-untyped-call]
    draft.base = _base(draft, values, current)
    draft.before, draft.values = draft.values, dict(values)
    draft.state = State.RETURNED if draft.state == State.RETURNED else State.DRAFT
    draft.by, draft.saved_at = by, at
    draft.save()
    _turn(subject, Status.REVIEW, Status.DRAFT)
    return draft


@transaction.atomic
def send(draft: Draft, *, by: "User", at: datetime) -> None:
    """From now on the chamber finds it under what waits for review."""
    draft.state, draft.reason = State.REVIEW, ""
    draft.sent_by, draft.sent_at = by, at
    draft.save()
    _turn(draft.subject, Status.DRAFT, Status.REVIEW)
    draft.subject.log("sent for review", by=by)


@transaction.atomic
def discard(draft: Draft, *, by: "User") -> None:
    """Throw away what was changed; what is published stays as it is."""
    if not draft.is_new:
        draft.delete()
        draft.subject.log("draft discarded", by=by)


def lock(subject: Organisation | Offer) -> None:
    """Two who write, or one who writes and one who publishes, come after one another."""
    type(subject)._base_manager.select_for_update(no_key=True).get(pk=subject.pk)


def _empty(subject: Organisation | Offer) -> Draft:
    if isinstance(subject, Offer):
        return Draft(organisation=subject.organisation, offer=subject)
    return Draft(organisation=subject)


def _base(draft: Draft, values: Said, current: Said) -> dict[str, str | list[str]]:
    """What was published when the writer saw it; a field that says the same again starts anew."""
    kept = {name: draft.base.get(name, now) for name, now in current.items()}
    return {name: now if values.get(name) == now else kept[name] for name, now in current.items()}


def _turn(subject: Organisation | Offer, before: Status, after: Status) -> None:
    """A new one follows its draft; what has been public stays what it is."""
    row = type(subject)._base_manager.get(pk=subject.pk)
    if row.status == before:
        row.status = after
        row.save(update_fields=["status"])
