import rules

from chamber.accounts.rules import is_chamber, is_signed_in, is_writing_staff
from partners.models.reading import Reach, Reader

rules.add_perm("partners.change", is_writing_staff)
rules.add_perm("partners.see_people", is_chamber)
rules.add_perm("partners.import", is_writing_staff)
rules.add_perm("partners.decide", is_writing_staff)


@rules.predicate
def is_member(user):
    """Belongs to a published organisation."""
    return user.is_authenticated and Reader.of(user).reach == Reach.MEMBERS


rules.add_perm("partners.express_interest", is_writing_staff | is_member)
rules.add_perm("partners.answer_interest", is_signed_in & (is_writing_staff | ~is_chamber))
rules.add_perm("partners.see_interests", is_chamber)
rules.add_perm("partners.hold_interest", is_writing_staff)
rules.add_perm("partners.see_interactions", is_chamber)
rules.add_perm("partners.log_interaction", is_writing_staff)
