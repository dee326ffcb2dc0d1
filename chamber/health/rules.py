import rules

from chamber.accounts.rules import is_chamber

rules.add_perm("health.view", is_chamber)
