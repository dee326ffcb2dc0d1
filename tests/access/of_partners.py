"""Objects of partners for the access tests: organisations, people, offers, imports.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from io import BytesIO

from django.utils import timezone

from citizens import needs
from partners.importing import checking, runs
from partners.matching import sources
from partners.models import Membership, Person, Suggestion
from tests import factories

MAKERS = {}
ARGUMENTS_OF_NOTHING = {}


def an_import(world, owner):
    """A file of one wrong row, checked."""
    file = BytesIO(b"name;country\nPort House;Atlantis\n")
    run = runs.bring_in(file, name="partners.csv", by=world.staff)
    run.mapping = {"name": "name", "country": "country"}
    checking.check(run)
    return [run.pk]


_of_one = ("import", "import_map", "import_apply", "import_stop", "import_wrong")
MAKERS |= {f"partners:{name}": an_import for name in _of_one}


def a_suggestion(world, owner):
    need, offer = factories.need(), factories.offer()
    seeker, candidate = needs.keep(need, by=None), sources.profile_offer(offer)
    made = Suggestion(seeker=seeker, candidate=candidate, score=40, computed_at=timezone.now())
    made.save()
    return [made.pk]


MAKERS |= {f"partners:suggestion_{verb}": a_suggestion for verb in ("accept", "dismiss")}


def person_of(owner):
    """The contact who signs in as ``owner``."""
    there = Person.objects.filter(user=owner).first()
    return there or factories.person(str(owner), user=owner, email=f"contact-{owner.email}")


def an_organisation(world, owner):
    """A draft that only the chamber and those who belong to it may see."""
    row = factories.organisation(status="draft", visibility="staff")
    Membership.objects.create(person=person_of(owner), organisation=row, role="owner")
    return row


MAKERS |= {
    f"partners:{name}": lambda world, owner: [an_organisation(world, owner).slug]
    for name in ("organisation", "organisation_edit", "offer_new")
}
MAKERS |= {
    f"partners:{name}": lambda world, owner: [
        factories.offer(organisation=an_organisation(world, owner), status="draft").pk
    ]
    for name in ("offer", "offer_edit")
}
MAKERS |= {
    f"partners:{name}": lambda world, owner: [person_of(owner).pk]
    for name in ("person", "person_edit")
}
ARGUMENTS_OF_NOTHING |= {
    f"partners:{name}": ["nobody"] for name in ("organisation", "organisation_edit", "offer_new")
}

# Published, and shown to those who belong to a published organisation.
FOR_MEMBERS = {
    "partners:organisation": lambda world, owner: [
        factories.organisation(visibility="members").slug
    ],
    "partners:offer": lambda world, owner: [
        factories.offer(organisation=factories.organisation(visibility="members")).pk
    ],
}

MAKERS["api:organisation"] = MAKERS["partners:organisation"]
ARGUMENTS_OF_NOTHING["api:organisation"] = ["nobody"]
FOR_MEMBERS["api:organisation"] = FOR_MEMBERS["partners:organisation"]
