"""Places in the lower pages where the upper apps show something of theirs.

An app registers what it adds from its ``AppConfig.ready()``; the lower page renders whatever is
there, in order, on the server. Nothing below ever names what stands above.
"""

from chamber.slots.registry import (
    Objective,
    Reading,
    Slot,
    addresses,
    api_routers,
    chain_figures,
    chamber_panels,
    chapters,
    chapters_of,
    facets,
    home_sections,
    last_contacts,
    navigation,
    objective_choices,
    objectives,
    office,
    panels,
    panels_of,
    reviews,
    roles,
    rounds,
    search_sources,
    timeline,
    waiting,
)

__all__ = [
    "Objective",
    "Reading",
    "Slot",
    "addresses",
    "api_routers",
    "chain_figures",
    "chamber_panels",
    "chapters",
    "chapters_of",
    "facets",
    "home_sections",
    "last_contacts",
    "navigation",
    "objective_choices",
    "objectives",
    "office",
    "panels",
    "panels_of",
    "reviews",
    "roles",
    "rounds",
    "search_sources",
    "timeline",
    "waiting",
]
