import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("bookings.view", is_chamber)
rules.add_perm("bookings.change", is_writing_staff)
