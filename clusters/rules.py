import rules

from chamber.accounts.rules import is_writing_staff

rules.add_perm("clusters.change", is_writing_staff)
