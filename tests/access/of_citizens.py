"""Objects of citizens for the access tests: needs.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from tests import factories


def need(world, owner):
    """One's own is published, by Odesa; a stranger's is a draft of a city nobody writes for."""
    if owner is world.own:
        return [factories.need(city="Odesa").pk]
    return [factories.need(city="Kherson", status="draft").pk]


MAKERS = {f"citizens:{name}": need for name in ("need", "need_edit", "need_match")}
ARGUMENTS_OF_NOTHING = {}
