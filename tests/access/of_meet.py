"""Interests and interactions for the access tests."""

from django.utils import timezone

from partners import interest
from partners.models import ExpressionOfInterest, Interaction
from tests import factories
from tests.access.of_partners import FOR_MEMBERS, an_organisation, person_of

NO_REFERENCE = "EI-NOTHERE2"


def _send(world, person, organisation):
    row = ExpressionOfInterest(
        person=person, asker=factories.organisation(), organisation=organisation
    )
    interest.send(row, by=world.staff, at=timezone.now())
    return [row.reference]


def asked(world, owner):
    """By the owner, of somebody else."""
    return _send(world, person_of(owner), factories.organisation())


def received(world, owner):
    """By somebody else, of an organisation of the owner."""
    return _send(world, factories.person(), an_organisation(world, owner))


def answerable(world, owner):
    """The same, with both sides checked, so that contacts may be released."""
    [reference] = received(world, owner)
    row = ExpressionOfInterest.objects.get(reference=reference)
    factories.checked(row.asker, row.organisation)
    return [reference]


def an_interaction(world, owner):
    row = Interaction.objects.create(subject="A call", at=timezone.now(), by=world.staff)
    row.organisations.set([factories.organisation()])
    return [row.pk]


def an_address(world, owner):
    return [an_organisation(world, owner).slug]


_of_asked = ("interest", "interest_withdraw", "interest_hold", "interest_resume")
_of_received = ("interest_decline",)
_of_interaction = ("interaction", "interaction_edit", "interaction_delete")
_of_organisation = ("interest_new", "contacts", "rhythm")
MAKERS = {
    f"partners:{name}": maker
    for maker, names in (
        (asked, _of_asked),
        (received, _of_received),
        (answerable, ("interest_accept",)),
        (an_interaction, _of_interaction),
        (an_address, _of_organisation),
    )
    for name in names
}
ARGUMENTS_OF_NOTHING = {
    f"partners:{name}": [NO_REFERENCE] for name in (*_of_asked, *_of_received, "interest_accept")
}
ARGUMENTS_OF_NOTHING |= {f"partners:{name}": ["nobody"] for name in _of_organisation}
FOR_MEMBERS["partners:interest_new"] = FOR_MEMBERS["partners:organisation"]
