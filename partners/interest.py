"""Expressions of interest: one side asks without a name, the other says yes or no, and only a yes
tells both how to reach each other."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber.privacy import consent
from chamber.slots import rounds
from partners import anonymity, letters, meeting
from partners.models import ExpressionOfInterest, Organisation, Person
from partners.models.interests import STANDS, WRITING
from partners.trust.standing import Stand, asked_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from chamber.accounts.models import User

State = ExpressionOfInterest.State
RELEASE = "contact-release"  # the purpose that both sides consent to
A_DAY = 5  # that one person may send
REMIND_BEFORE = (timedelta(days=20), timedelta(days=5))  # the end: ten and 25 days after sending
VERBS = {
    "interest_sent": gettext_lazy("sent"),
    "interest_accepted": gettext_lazy("accepted; contacts released"),
    "interest_declined": gettext_lazy("declined"),
    "interest_withdrawn": gettext_lazy("withdrawn"),
    "interest_expired": gettext_lazy("lapsed without an answer"),
    "interest_held": gettext_lazy("held for the chamber to look at"),
    "interest_resumed": gettext_lazy("let go on"),
}


class NotPossible(Exception):
    """What was asked cannot be done; ``str()`` of it tells the person why."""


def obstacles(interests: Iterable[ExpressionOfInterest]) -> list[Stand]:
    """What stands in the way of a release: the checks of both organisations that do not stand."""
    return asked_for(side for one in interests for side in (one.organisation, one.asker))


@transaction.atomic
def send(interest: ExpressionOfInterest, *, by: "User", at: datetime) -> None:
    """Ask the other side; raises ``NotPossible`` for a second open one and for too many a day."""
    asker = Organisation.objects.select_for_update(no_key=True).get(pk=interest.asker_id)
    sent = ExpressionOfInterest.objects
    if standing := sent.open().filter(asker=asker, organisation=interest.organisation).first():
        words = _("%(organisation)s has not answered %(reference)s yet. One at a time is enough.")
        said = {"organisation": interest.organisation, "reference": standing.reference}
        raise NotPossible(words % said)
    if sent.filter(person=interest.person, sent_at__gt=at - timedelta(days=1)).count() >= A_DAY:
        words = _("%(count)d expressions of interest a day are enough. Please go on tomorrow.")
        raise NotPossible(words % {"count": A_DAY})
    interest.told = anonymity.tellable(asker)
    interest.sent_at, interest.expires_at, interest.sent_by = at, at + STANDS, by
    interest.save()
    _agree(interest.person, interest, how="sent" if interest.person.user == by else "told", at=at)
    interest.log("interest_sent", by=by)
    letters.tell(interest, "sent", interest.person)
    for person in answering(interest.organisation):
        letters.tell(interest, "received", person)


@transaction.atomic
def accept(interest: ExpressionOfInterest, *, contact: Person, by: "User", at: datetime) -> bool:
    """Tell both sides how to reach each other, ``contact`` for the one that was asked.

    Says whether this was the first answer: a second changes nothing. Raises ``NotPossible``.
    """
    row = _locked(interest)
    if not row.is_open:
        return False
    _may_be_answered(row, by=by, at=at)
    _may_be_released(row, contact, by=by)
    _agree(contact, row, how="accepted" if contact.user == by else "told", at=at)
    row.contact = contact
    _decide(row, State.ACCEPTED, by=by, at=at)
    row.follow_up = meeting.follow_up(row, by=by, at=at)
    row.save(update_fields=["follow_up"])
    meeting.link(row)
    letters.tell(row, "accepted", row.person)
    letters.tell(row, "released", contact)
    return True


@transaction.atomic
def decline(
    interest: ExpressionOfInterest, *, reason: str, words: str, by: "User", at: datetime
) -> bool:
    """Say no and why; a second answer changes nothing. Raises ``NotPossible``."""
    row = _locked(interest)
    if not row.is_open:
        return False
    _may_be_answered(row, by=by, at=at)
    row.reason, row.reason_words = reason, words
    _decide(row, State.DECLINED, by=by, at=at)
    letters.tell(row, "declined", row.person)
    return True


@transaction.atomic
def withdraw(interest: ExpressionOfInterest, *, by: "User", at: datetime) -> bool:
    """The asking side takes it back while nobody has answered."""
    row = _locked(interest)
    if row.is_open:
        _decide(row, State.WITHDRAWN, by=by, at=at)
    return row.state == State.WITHDRAWN


@transaction.atomic
def hold(interest: ExpressionOfInterest, *, by: "User", at: datetime) -> None:
    """The chamber looks at it first; nobody may answer meanwhile. Twice is harmless."""
    row = _locked(interest)
    if row.state == State.SENT:
        row.state, row.held_at = State.HELD, at
        row.save(update_fields=["state", "held_at"])
        row.log("interest_held", by=by)


@transaction.atomic
def resume(interest: ExpressionOfInterest, *, by: "User", at: datetime) -> None:
    """Let it go on; the time it was held is given back. Twice is harmless."""
    row = _locked(interest)
    if row.state == State.HELD and row.held_at:
        row.expires_at += at - row.held_at
        row.state, row.held_at = State.SENT, None
        row.save(update_fields=["state", "held_at", "expires_at"])
        row.log("interest_resumed", by=by)


@rounds.register
def fall_due(at: datetime) -> None:
    """Remind those who have not answered, and end what stood for 30 days."""
    rows = ExpressionOfInterest.objects.filter(state=State.SENT)
    due = rows.filter(expires_at__lte=at + REMIND_BEFORE[0]).order_by("pk")
    for row in due.select_for_update(skip_locked=True, of=("self",), no_key=True):
        if row.expires_at <= at:
            _decide(row, State.EXPIRED, by=None, at=at)
            letters.tell(row, "expired", row.person)
        else:
            _remind(row, at=at)


def answering(organisation: Organisation) -> "QuerySet[Person]":
    """Who may say yes or no for ``organisation``: its owners and editors who sign in."""
    people = Person.objects.filter(
        memberships__organisation=organisation, memberships__role__in=WRITING, user__is_active=True
    )
    return people.select_related("user").order_by("pk")


def _locked(interest: ExpressionOfInterest) -> ExpressionOfInterest:
    rows = ExpressionOfInterest.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("person__user", "asker", "organisation").get(pk=interest.pk)


def _may_be_answered(row: ExpressionOfInterest, *, by: "User", at: datetime) -> None:
    if row.state == State.HELD:
        if not by.is_writing_staff:
            raise NotPossible(_("The chamber has a look at it first. You need not do anything."))
    elif row.expires_at <= at:
        raise NotPossible(_("The time to answer is over."))


def _may_be_released(row: ExpressionOfInterest, contact: Person, *, by: "User") -> None:
    if found := obstacles([row]):
        # They may name who asks: only the chamber reads them.
        hidden = _("The chamber has to check something first. Please try again in a few days.")
        raise NotPossible("; ".join(map(str, found)) if by.is_chamber else hidden)
    if not consent.stands(letters.address_of(row.person), purpose=RELEASE):
        raise NotPossible(_("Who asked no longer agrees that their contact is passed on."))
    if not letters.address_of(contact):
        raise NotPossible(_("%(person)s has no mail address.") % {"person": contact})


def _agree(person: Person, row: ExpressionOfInterest, *, how: str, at: datetime) -> None:
    if address := letters.address_of(person):
        words = f"{how}: {row.reference}"
        consent.give(address, purpose=RELEASE, how=words, at=at, user=person.user)


def _decide(row: ExpressionOfInterest, state: str, *, by: "User | None", at: datetime) -> None:
    row.state, row.decided_by, row.decided_at, row.held_at = state, by, at, None
    row.save()
    row.log(f"interest_{state}", by=by)


def _remind(row: ExpressionOfInterest, *, at: datetime) -> None:
    """The reminders whose time has come count as one, so that nobody gets two at once."""
    passed = sum(at >= row.expires_at - before for before in REMIND_BEFORE)
    if passed > row.reminders:
        row.reminders = passed
        row.save(update_fields=["reminders"])
        for person in answering(row.organisation):
            letters.tell(row, "reminder", person, once=str(passed))
