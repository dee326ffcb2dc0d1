"""Objects of partners for the access tests: organisations, people, offers, imports.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

MAKERS = {}
ARGUMENTS_OF_NOTHING = {}
