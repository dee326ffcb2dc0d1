import rules

from chamber.accounts.rules import is_chamber, is_signed_in, is_writing_staff

rules.add_perm("jobs.view", is_signed_in)
rules.add_perm("jobs.view_tasks", is_signed_in)
rules.add_perm("jobs.view_all", is_chamber)
rules.add_perm("jobs.plan", is_writing_staff)
