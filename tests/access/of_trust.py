"""Objects of checks and sanctions lists for the access tests.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from io import BytesIO

from django.utils import timezone

from partners.models import Identifier, SanctionedName, SanctionsHit
from partners.trust import editions
from tests.access.of_partners import an_organisation, person_of


def an_edition(world, owner):
    """A list that is to be mapped first."""
    file = BytesIO(b"number;who\n1;Nobody at All\n")
    what = {"of": f"List of {owner}", "url": "", "issued_on": timezone.localdate()}
    return editions.bring_in(file, **what, name="list.csv", by=world.staff)


def a_hit(world, owner):
    edition = an_edition(world, owner)
    entry = SanctionedName.objects.create(
        of=edition.of, edition=edition, entry="1", kind="person", names=["Nobody"], content="x"
    )
    made = SanctionsHit.objects.create(entry=entry, person=person_of(owner), score=90)
    return [made.pk]


def a_number(world, owner):
    row = an_organisation(world, owner)
    number = Identifier.objects.create(organisation=row, scheme="KVK", value=f"{row.pk:08}")
    return [row.slug, number.pk]


MAKERS = {
    "partners:check_new": lambda world, owner: [an_organisation(world, owner).slug],
    "partners:person_check_new": lambda world, owner: [person_of(owner).pk],
    "partners:number_check": a_number,
    "partners:sanctions_hit": a_hit,
    **{
        f"partners:sanctions_{name}": lambda world, owner: [an_edition(world, owner).pk]
        for name in ("edition", "columns", "stop")
    },
}
ARGUMENTS_OF_NOTHING = {
    "partners:check_new": ["nobody"],
    "partners:number_check": ["nobody", 999_999],
}
