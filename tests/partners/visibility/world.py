"""The world that the tables speak of: who reads, and what there is to be read."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from chamber.privacy import consent
from partners import shortlisting, watching
from partners.duplicates import merging
from partners.models import Membership, Organisation, Reference, SavedSearch, Shortlist
from tests import factories
from tests.partners.visibility import house
from tests.partners.visibility.words import needle, word

# What each sort of organisation says of itself; "merged" and "absorbed" become "public" and
# "members".
CASES = {
    "public": {},
    "members": {"visibility": "members"},
    "staff": {"visibility": "staff"},
    "draft": {"status": "draft"},
    "expired": {"status": "expired"},
    "archived": {"status": "archived"},
    "merged": {},
    "absorbed": {},
}
GONE = {"merged": "public", "absorbed": "members"}
# Reasons of what is on no shortlist any more, and references on pages that nobody opens here.
UNTOLD = {
    *((case, "why") for case in GONE),
    *((case, "reference") for case in ("public", "merged")),
}
SHARED = "shared"  # the topic that each of them has
ORGANISATIONS = {
    f"{case}.{thing}": needle(f"{case}.{thing}")
    for case in CASES
    for thing in ("name", "topic", "offer", "reference", "why")
    if (case, thing) not in UNTOLD
} | {f"{case}.address": needle(f"leads to {kept}") for case, kept in GONE.items()}
NEEDLES = {
    "organisation": house.ORGANISATION,
    "organisations": ORGANISATIONS,
    "offer": house.OFFER,
    "offers": house.OFFERS,
    "reference": house.REFERENCE,
    "references": house.REFERENCES,
    "people": house.PEOPLE,
    "inside": house.INSIDE,
}


@dataclass
class World:
    """``readers`` by their column, ``rows`` the organisations; ``offers`` are of the one with
    everything, ``others`` those of ``rows``."""

    readers: dict
    rows: dict
    offers: dict
    others: dict
    references: dict
    people: dict
    cluster: object
    shortlist: object = None
    met: object = None
    draft: object = None
    papers: dict = field(default_factory=dict)  # printed once for all readers

    def user(self, reader):
        return self.readers[reader] or AnonymousUser()

    def places(self):
        """Where somebody is found."""
        return {row.works_at for row in self.rows.values() if row.works_at}


def make(make_user):
    """``newcomer`` belongs to the draft alone, ``viewer`` to the organisation with everything and
    those like it, ``owner`` to every one."""
    staff = make_user(role="staff")
    readers = {
        **{"anonymous": None, "person": make_user(), "newcomer": make_user()},
        **{"member": make_user(), "viewer": make_user(), "owner": make_user()},
        **{"read-only": make_user(role="read-only"), "staff": staff},
    }
    here = house.organisation(topics=[shared(), factories.topic(word("topics"))])
    rows = {"house": here, **dict(zip(("open", "shut"), house.twins(), strict=True))}
    rows |= {case: a_case(case) for case in CASES}
    belong(readers, rows)
    reviewer = make_user(role="staff", name=word("offer.reviewed_by"))
    world = World(
        readers,
        rows,
        offers=house.offers(here, by=reviewer),
        others={case: an_offer(rows[case], case) for case in CASES},
        references=house.references(here),
        people=house.people(here),
        cluster=factories.cluster(word("clusters"), slug="own", organisation=here),
    )
    everybody_in_a_cluster(world)
    factories.technology(word("technologies"), providers=[here])
    for case in CASES:
        factories.technology(f"Of {case}", providers=[rows[case]])
        Reference.objects.create(organisation=rows[case], what_en=word(f"{case}.reference"))
    world.met, world.draft = house.dealings(
        here, staff=staff, owner=readers["owner"], stranger=readers["person"]
    )
    rows["archived"].log("put away", by=staff, reason=word("archived.reason"))
    factories.indexed()
    for gone, kept in GONE.items():
        both = [Organisation.objects.get(pk=rows[name].pk) for name in (kept, gone)]
        merging.merge(*both, taken={}, by=staff, at=timezone.now())
    house.aged(here)
    for row in [*rows.values(), *world.offers.values(), *world.others.values()]:
        row.refresh_from_db(fields=["profile"])
    world.shortlist = a_shortlist(world)
    for user in filter(None, readers.values()):
        a_saved_search(user)
    return world


def shared():
    return factories.topic(word(SHARED))


def a_case(case):
    topics = [shared(), factories.topic(word(f"{case}.topic"))]
    return factories.organisation(word(f"{case}.name"), topics=topics, **CASES[case])


def an_offer(row, case):
    return factories.offer(word(f"{case}.offer"), organisation=row)


def belong(readers, rows):
    """Each person belongs where the columns of the tables say."""
    factories.person(organisation=factories.organisation(seat=None), user=readers["member"])
    factories.person(organisation=rows["draft"], user=readers["newcomer"], role="viewer")
    for name in ("viewer", "owner"):
        called = word("colleagues") if name == "owner" else ""
        person = factories.person(called, user=readers[name])
        for row in [row for case, row in rows.items() if name == "owner" or case not in CASES]:
            Membership.objects.create(person=person, organisation=row, role=name)


def everybody_in_a_cluster(world):
    """The organisation that runs one has all the others for members."""
    for row in world.rows.values():
        if row != world.rows["house"]:
            world.cluster.memberships.create(organisation=row, helix="company")


def a_shortlist(world):
    """Of the chamber, shown to everybody who can sign in."""
    found = Shortlist.objects.create(
        name=word("shortlist.name"), note=word("shortlist.note"), owner=world.readers["staff"]
    )
    for name, row in world.rows.items():
        why = word(f"{name}.why")
        shortlisting.add(found, [row], why=why, by=world.readers["staff"])
    for user in filter(None, world.readers.values()):
        shortlisting.share(found, address=user.email)
    return found


def a_saved_search(user):
    """Of everything, kept when there was nothing; the next look writes a mail."""
    at = timezone.now()
    consent.give(user.email, purpose=watching.PURPOSE, how="test", user=user, at=at)
    search = SavedSearch.objects.create(owner=user, name="All", alert="daily")
    watching.look(search, at=at)
