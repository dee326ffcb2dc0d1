"""Which people of an organisation are shown to whom: who agreed to it, and nobody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chamber.privacy import consent, purposes
from chamber.privacy.models import Consent
from partners.interest import RELEASE
from partners.letters import address_of
from partners.models import ExpressionOfInterest, Organisation, Person
from partners.models.reading import Reach, Reader

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

MEMBERS, EVERYBODY, WITH_MAIL = "contact-members", "contact-public", "contact-mail"


@dataclass(frozen=True)
class Shown:
    """A person as a reader sees them; what they did not agree to is empty."""

    person: Person
    email: str = ""
    phone: str = ""


def people_of(organisation: Organisation, user: "User | AnonymousUser") -> list[Shown]:
    """Those of ``organisation`` who agreed to be seen by ``user``, and those who were named to
    them when an expression of interest was accepted."""
    reach = Reader.of(user).reach
    members = organisation.memberships.select_related("person__user")
    people = {membership.person.pk: membership.person for membership in members}
    met = _met(organisation, user)
    said = _agreed([address_of(person) for person in [*people.values(), *met.values()]])
    found = {pk: shown for pk, one in people.items() if (shown := _shown(one, reach, said))}
    for pk, person in met.items():
        if RELEASE in said.get(address_of(person).lower(), ()):
            found[pk] = Shown(person, address_of(person), person.phone)
    return sorted(found.values(), key=lambda shown: (shown.person.family_name, shown.person.pk))


def released(person: Person) -> bool:
    """Whether ``person`` still agrees that a contact once released is shown."""
    return consent.stands(address_of(person), purpose=RELEASE)


def choice(person: Person) -> tuple[str, bool]:
    """(who sees the person, whether with the mail address) as it stands; "" for nobody."""
    said = _agreed([address_of(person)]).get(address_of(person).lower(), set())
    to = EVERYBODY if EVERYBODY in said else MEMBERS if MEMBERS in said else ""
    return to, WITH_MAIL in said


@transaction.atomic
def choose(person: Person, *, to: str, with_mail: bool, at: datetime) -> None:
    """Write down what ``person`` agrees to; what was agreed to before and is not now ends."""
    wanted = {to, WITH_MAIL} if to and with_mail else {to}
    address, how = address_of(person), "how I am shown"
    for purpose in (MEMBERS, EVERYBODY, WITH_MAIL):
        if purpose in wanted:
            consent.give(address, purpose=purpose, how=how, at=at, user=person.user)
        elif consent.stands(address, purpose=purpose):
            consent.withdraw(address, purpose=purpose, how=how, at=at, user=person.user)


def _shown(person: Person, reach: int, said: dict[str, set[str]]) -> Shown | None:
    agreed = said.get(address_of(person).lower(), set())
    if EVERYBODY in agreed or (MEMBERS in agreed and reach >= Reach.MEMBERS):
        return Shown(person, address_of(person) if WITH_MAIL in agreed else "")
    return None


def _agreed(addresses: list[str]) -> dict[str, set[str]]:
    """{address: purposes it agrees to, by the text of today}."""
    names = (MEMBERS, EVERYBODY, WITH_MAIL, RELEASE)
    known = {name: purposes.get(name).version for name in names}
    rows = Consent.objects.standing().filter(
        address__in={address.lower() for address in addresses if address}, purpose__in=known
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        if row.text_version == known[row.purpose]:
            found.setdefault(row.address, set()).add(row.purpose)
    return found


def _met(organisation: Organisation, user: "User | AnonymousUser") -> dict[int, Person]:
    """People of ``organisation`` whose contact was released to ``user``."""
    if not user.is_authenticated or user.is_chamber:
        return {}
    rows = ExpressionOfInterest.objects.visible_to(user).accepted()
    rows = rows.select_related("person__user", "contact__user")
    found = {}
    for row in rows.filter(organisation=organisation, person__user=user):
        if row.contact:
            found[row.contact.pk] = row.contact
    for row in rows.filter(asker=organisation).exclude(person__user=user):
        found[row.person.pk] = row.person
    return found
