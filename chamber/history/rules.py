import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("history.view", is_chamber)
rules.add_perm("history.revert", is_writing_staff)
