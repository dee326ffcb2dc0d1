"""Objects of keeping one's own organisation for the access tests: drafts, requests, invitations.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from django.utils import timezone

from chamber.links import making
from partners.models import ColleagueInvitation, Draft, JoinRequest
from tests import factories
from tests.access.of_partners import an_organisation

NOBODY = ["nobody", 999_999]


def a_page(world, owner):
    return [an_organisation(world, owner).slug]


def a_draft(world, owner):
    draft = Draft(organisation=an_organisation(world, owner), state="review")
    draft.saved_at = draft.sent_at = timezone.now()
    draft.save()
    return [draft.pk]


def a_request(world, owner):
    row = an_organisation(world, owner)
    asked = JoinRequest.objects.create(
        organisation=row, user=world.staff, words="I work here", asked_at=timezone.now()
    )
    return [row.slug, asked.pk]


def a_colleague(world, owner):
    row = an_organisation(world, owner)
    person = factories.person(organisation=row)
    return [row.slug, person.memberships.get().pk]


def an_invitation(world, owner):
    row = an_organisation(world, owner)
    invitation = ColleagueInvitation.objects.create(
        organisation=row,
        email="olena@example.org",
        role="editor",
        link=making.make("partners.colleague"),
        invited_at=timezone.now(),
    )
    return [row.slug, invitation.pk]


def an_offer(world, owner):
    row = factories.offer(organisation=an_organisation(world, owner), status="draft")
    return [row.pk]


PAGES = ("confirm", "archive", "bring_back", "join", "colleagues", "colleague_invite")
DRAFTS = ("draft", "draft_publish", "draft_return", "draft_discard")
MAKERS = {
    **{f"partners:{name}": a_page for name in PAGES},
    **{f"partners:{name}": a_draft for name in DRAFTS},
    "partners:join_decide": a_request,
    "partners:colleague_role": a_colleague,
    "partners:colleague_remove": a_colleague,
    "partners:colleague_revoke": an_invitation,
    "partners:offer_stands": an_offer,
}
ARGUMENTS_OF_NOTHING = {
    **{f"partners:{name}": NOBODY[:1] for name in PAGES},
    "partners:join_decide": NOBODY,
    "partners:colleague_role": NOBODY,
    "partners:colleague_remove": NOBODY,
    "partners:colleague_revoke": NOBODY,
}
FOR_MEMBERS = {
    f"partners:{name}": lambda world, owner: [factories.organisation(visibility="members").slug]
    for name in ("join", "colleagues", "organisation_edit")
}
