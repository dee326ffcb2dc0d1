"""Objects of clusters for the access tests: clusters and technologies.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from tests import factories
from tests.access.of_partners import an_organisation


def a_technology(world, owner):
    """A draft of one's own organisation."""
    draft = factories.technology(providers=[an_organisation(world, owner)], status="draft")
    return [draft.pk]


MAKERS = {
    "clusters:cluster": lambda world, owner: [factories.cluster().slug],
    "clusters:technology": a_technology,
    "clusters:technology_edit": a_technology,
}
ARGUMENTS_OF_NOTHING = {"clusters:cluster": ["no-such-cluster"]}

MAKERS["api:cluster"] = MAKERS["clusters:cluster"]
ARGUMENTS_OF_NOTHING["api:cluster"] = ["no-such-cluster"]
