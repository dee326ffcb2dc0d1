"""Objects of clusters for the access tests: clusters and technologies.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

MAKERS = {}
ARGUMENTS_OF_NOTHING = {}
