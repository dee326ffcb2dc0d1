import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("missions.plan", is_writing_staff)
rules.add_perm("missions.read", is_chamber)
