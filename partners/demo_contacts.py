"""Contacts for the demonstration: two expressions of interest, a meeting, a call. All invented."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from partners import contact, interest
from partners.models import (
    ContactRhythm,
    ExpressionOfInterest,
    Interaction,
    Membership,
    Organisation,
    Person,
)

if TYPE_CHECKING:
    from chamber.accounts.models import User

ASKED = {
    "want": "A pilot of one season in which lorries book their time at the gate.",
    "why": "We did the same at two inland terminals and bring the measured waiting times.",
    "next": "A video call of half an hour with who decides about the gates.",
}


def load(*, by: "User", at: datetime) -> None:
    """Once, among the invented companies and the council of Odesa."""
    companies = Organisation.objects.published().filter(is_demo=True, memberships__isnull=False)
    hosts = list(companies.filter(country="BE").distinct().order_by("pk")[:2])
    official = Membership.objects.filter(person__user__email="official@example.org").first()
    if Interaction.objects.exists() or len(hosts) < 2 or official is None:
        return
    _ask(hosts[0], official.organisation, by=by, at=at - timedelta(days=12))
    traveller = Person.objects.filter(user__email="entrepreneur@example.org").first()
    own = traveller and Organisation.objects.published().filter(memberships__person=traveller)
    if own:
        _ask(own[0], hosts[1], by=by, at=at - timedelta(days=3))
    ContactRhythm.objects.create(organisation=hosts[0], every_days=90, owner=by)
    _write(hosts[0], "Visit to the control room", kind="visit", by=by, at=at - timedelta(days=140))
    met = _write(hosts[1], "Lunch about learning places", by=by, at=at - timedelta(days=6))
    step = "Send the dates of the learning round"
    contact.plan(met, what=step, owner=by, due=(at + timedelta(days=4)).date(), by=by)


def _ask(asker: Organisation, organisation: Organisation, *, by: "User", at: datetime) -> None:
    person = Person.objects.filter(memberships__organisation=asker).order_by("pk").first()
    if person:
        sides = {"person": person, "asker": asker, "organisation": organisation}
        interest.send(ExpressionOfInterest(**sides, **ASKED), by=person.user or by, at=at)


def _write(
    organisation: Organisation, subject: str, *, by: "User", at: datetime, kind: str = "meeting"
) -> Interaction:
    row = Interaction.objects.create(
        kind=kind, subject=subject, at=at, by=by, notes="Invented for the demonstration."
    )
    row.organisations.set([organisation])
    row.people.set(organisation.people.all()[:1])
    row.staff.set([by])
    row.log("created", by=by)
    return row
