"""Which people of an organisation are shown to whom: who agreed to it, and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from chamber.privacy import consent, purposes
from chamber.privacy.models import Consent
from partners.interest import RELEASE
from partners.letters import address_of
from partners.models import ExpressionOfInterest, Organisation, Person
from partners.models.reading import Reach, Reader

if TYPE_CHECKING:
    from django.db.models import QuerySet

NOBODY = "nobody"
MEMBERS, EVERYBODY, WITH_MAIL = "contact-members", "contact-public", "contact-mail"


@dataclass(frozen=True)
class Shown:
    """A person as a reader sees them; what they did not agree to is empty."""

    person: Person
    email: str = ""
    phone: str = ""


def people_of(
    organisation: Organisation, reader: Reader, between: Iterable[ExpressionOfInterest]
) -> list[Shown]:
    """Those of ``organisation`` who agreed to be seen by ``reader``, and those named to them when
    an expression of interest ``between`` both was accepted."""
    met = {_met(row, organisation) for row in between if row.state == row.State.ACCEPTED}
    rows = Person.objects.filter(Q(memberships__organisation=organisation) | Q(pk__in=met - {None}))
    found = (_shown(one, reader, met) for one in with_agreed(rows.distinct()))
    return [shown for shown in found if shown]


def released(person: Person) -> bool:
    """Whether ``person`` still agrees that a contact once released is shown."""
    return consent.stands(address_of(person), purpose=RELEASE)


def choice(person: Person) -> tuple[str, bool]:
    """(who sees the person, whether with the mail address) as it stands."""
    agreed = with_agreed(Person.objects.filter(pk=person.pk)).get().agreed
    to = EVERYBODY if EVERYBODY in agreed else MEMBERS if MEMBERS in agreed else NOBODY
    return to, WITH_MAIL in agreed


@transaction.atomic
def choose(person: Person, *, to: str, with_mail: bool, at: datetime) -> None:
    """Write down what ``person`` agrees to; what was agreed to before and is not now ends."""
    wanted = {to, WITH_MAIL} if with_mail and to != NOBODY else {to}
    address, how = address_of(person), "how I am shown"
    for purpose in (MEMBERS, EVERYBODY, WITH_MAIL):
        if purpose in wanted:
            consent.give(address, purpose=purpose, how=how, at=at, user=person.user)
        elif consent.stands(address, purpose=purpose):
            consent.withdraw(address, purpose=purpose, how=how, at=at, user=person.user)


def with_agreed(people: "QuerySet[Person]") -> "QuerySet[Any]":
    """Adds ``agreed``: the purposes each of ``people`` agrees to, by the texts of today."""
    said = Q()
    for name in (MEMBERS, EVERYBODY, WITH_MAIL, RELEASE):
        said |= Q(purpose=name, text_version=purposes.get(name).version)
    own = Consent.objects.standing().filter(said, address=OuterRef("reached_at"))
    address = Coalesce(NullIf("email", Value("")), "user__email", Value(""))
    rows = people.select_related("user").annotate(reached_at=Lower(address))
    return rows.annotate(agreed=ArraySubquery(own.values("purpose")))


def _shown(person: Any, reader: Reader, met: set[int | None]) -> Shown | None:
    agreed, address = person.agreed, address_of(person)
    if person.pk in met and RELEASE in agreed:
        return Shown(person, address, person.phone)
    if EVERYBODY in agreed or (MEMBERS in agreed and reader.reach >= Reach.MEMBERS):
        return Shown(person, address if WITH_MAIL in agreed else "")
    return None


def _met(row: ExpressionOfInterest, organisation: Organisation) -> int | None:
    """The key of the person of ``organisation`` in an accepted one."""
    return row.contact_id if row.organisation_id == organisation.pk else row.person_id
