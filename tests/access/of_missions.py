"""Objects of missions for the access tests: missions, participants and programmes.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

MAKERS = {}
ARGUMENTS_OF_NOTHING = {}
