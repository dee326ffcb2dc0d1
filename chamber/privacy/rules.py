import rules

from chamber.accounts.rules import is_chamber

rules.add_perm("privacy.view_register", is_chamber)
