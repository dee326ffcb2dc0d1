import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("home.view_targets", is_chamber)
rules.add_perm("home.set_targets", is_writing_staff)
