import rules

from chamber.accounts.rules import is_writing_staff

rules.add_perm("partners.change", is_writing_staff)
rules.add_perm("partners.import", is_writing_staff)
rules.add_perm("partners.decide", is_writing_staff)
