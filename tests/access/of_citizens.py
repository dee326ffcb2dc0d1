"""Objects of citizens for the access tests: needs.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

MAKERS = {}
ARGUMENTS_OF_NOTHING = {}
