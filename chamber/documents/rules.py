"""Who may look at the list of documents and have new versions made."""

import rules

from chamber.accounts.rules import is_chamber, is_writing_staff

rules.add_perm("documents.list", is_chamber)
rules.add_perm("documents.make", is_writing_staff)
