import rules

from chamber.accounts.rules import is_chamber, is_signed_in, is_writing_staff
from partners.models import Membership
from partners.models.organisations import Status
from partners.models.reading import Reach, Reader

Role = Membership.Role


@rules.predicate
def is_member(user):
    """Belongs to a published organisation."""
    return user.is_authenticated and Reader.of(user).reach == Reach.MEMBERS


@rules.predicate
def is_keeper(user, organisation):
    """Owner or editor of this organisation; the chamber's people act as the chamber."""
    return _role(user, organisation) in (Role.OWNER, Role.EDITOR)


@rules.predicate
def is_owner(user, organisation):
    return _role(user, organisation) == Role.OWNER


@rules.predicate
def belongs(user, organisation):
    return bool(_role(user, organisation))


@rules.predicate
def is_archived(user, organisation):
    return organisation is not None and organisation.status == Status.ARCHIVED


@rules.predicate
def is_published(user, organisation):
    return organisation is not None and organisation.status == Status.PUBLISHED


def _role(user, organisation):
    if organisation is None or not user.is_authenticated or user.is_chamber:
        return ""
    return Membership.objects.role_of(user, organisation)


rules.add_perm("partners.change", is_writing_staff)
rules.add_perm("partners.see_people", is_chamber)
rules.add_perm("partners.merge", is_writing_staff)
rules.add_perm("partners.import", is_writing_staff)
rules.add_perm("partners.decide", is_writing_staff)
rules.add_perm("partners.express_interest", is_writing_staff | is_member)
rules.add_perm("partners.answer_interest", is_signed_in & (is_writing_staff | ~is_chamber))
rules.add_perm("partners.see_interests", is_chamber)
rules.add_perm("partners.hold_interest", is_writing_staff)
rules.add_perm("partners.see_interactions", is_chamber)
rules.add_perm("partners.log_interaction", is_writing_staff)
rules.add_perm("partners.propose", is_signed_in & ~is_chamber)
rules.add_perm("partners.write_draft", is_keeper & ~is_archived)
rules.add_perm("partners.confirm", is_writing_staff | (is_keeper & ~is_archived))
rules.add_perm("partners.review", is_writing_staff)
rules.add_perm("partners.see_colleagues", is_chamber | belongs)
rules.add_perm("partners.manage_colleagues", is_writing_staff | is_owner)
# The portal writes to nobody in the name of what the chamber has not read.
rules.add_perm("partners.invite_colleagues", is_writing_staff | (is_owner & is_published))
rules.add_perm("partners.ask_to_join", is_signed_in & is_published & ~is_chamber & ~belongs)
rules.add_perm("partners.see_checks", is_chamber)
rules.add_perm("partners.check", is_writing_staff)
