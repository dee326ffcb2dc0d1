"""The chamber reads what members want to change, and publishes it or returns it with a reason."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from partners.keeping import drafts, letters, renewal
from partners.matching import sources
from partners.models import Draft, Offer
from partners.models.organisations import Status

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = Draft.State


class Moved(Exception):
    """The draft, or what it changes, is not any more what the reviewer has read."""


def seal(draft: Draft) -> str:
    """What a reviewer has read: these versions of the draft and of what it changes."""
    return f"{draft.pk}.{draft.version}.{draft.subject.version}"


def claim(draft: Draft, *, seal_read: str) -> Draft:
    """The draft as it is now, locked until the transaction ends. Raises ``Moved``."""
    drafts.lock(draft.subject)
    now = Draft.objects.select_related("organisation", "offer__organisation", "sent_by")
    draft = now.get(pk=draft.pk)
    if not draft.is_in_review or seal(draft) != seal_read:
        raise Moved
    return draft


@transaction.atomic
def publish(draft: Draft, *, form: Any, by: "User", at: datetime) -> None:
    """``form`` is the valid form of the subject with all that is to be published."""
    subject = form.instance
    subject.status = Status.PUBLISHED
    if isinstance(subject, Offer):
        subject.reviewed_by, subject.reviewed_at, subject.compiled = by, at, False
    else:
        renewal.begin(subject, at=at)
    form.save()
    subject.log("published", by=by)
    if isinstance(subject, Offer):
        sources.profile_offer(subject, by=by)
    else:
        sources.profile_organisation(subject, by=by)
    _decide(draft, State.PUBLISHED, by=by, at=at)
    letters.tell_sender("published", draft)


@transaction.atomic
def give_back(draft: Draft, *, reason: str, by: "User", at: datetime) -> None:
    """Return it to its writers, who see the reason on it and in a mail."""
    subject = draft.subject
    if draft.is_new:
        subject.status = Status.DRAFT
        subject.save(update_fields=["status"])
    subject.log("returned", by=by, reason=reason)
    _decide(draft, State.RETURNED, reason=reason, by=by, at=at)
    letters.tell_sender("returned", draft, quote=reason)


def _decide(draft: Draft, state: str, *, reason: str = "", by: "User", at: datetime) -> None:
    draft.state, draft.reason = state, reason
    draft.decided_by, draft.decided_at = by, at
    draft.save()
