import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("mail.view", is_chamber)
rules.add_perm("mail.send", is_writing_staff)
