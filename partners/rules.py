import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("partners.change", is_writing_staff)
rules.add_perm("partners.see_people", is_chamber)
rules.add_perm("partners.merge", is_writing_staff)
rules.add_perm("partners.import", is_writing_staff)
rules.add_perm("partners.decide", is_writing_staff)
