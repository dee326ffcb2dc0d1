"""References for the access tests.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from partners.models import Reference
from tests.access.of_partners import an_organisation


def a_reference(world, owner):
    """Of a draft that only the chamber and those who belong to it may see."""
    organisation = an_organisation(world, owner)
    reference = Reference.objects.create(organisation=organisation, what_en="Gate appointments")
    return [organisation.slug, reference.pk]


MAKERS = {
    "partners:reference_new": lambda world, owner: [an_organisation(world, owner).slug],
    "partners:reference_edit": a_reference,
    "partners:reference_delete": a_reference,
}
ARGUMENTS_OF_NOTHING = {
    "partners:reference_new": ["nobody"],
    "partners:reference_edit": ["nobody", 999_999],
    "partners:reference_delete": ["nobody", 999_999],
}
