"""Objects for the access tests: shortlists and saved searches of their owner."""

from partners.models import SavedSearch, Shortlist


def a_shortlist(world, owner):
    return [Shortlist.objects.create(name="Shortlist", owner=owner).pk]


def a_search(world, owner):
    return [SavedSearch.objects.create(name="Search", owner=owner).pk]


NAMES = ("shortlist", "shortlist_edit", "shortlist_share", "shortlist_delete")
MAKERS = {f"partners:{name}": a_shortlist for name in NAMES}
MAKERS |= {f"partners:{name}": a_search for name in ("search_edit", "search_delete")}
MAKERS |= {"missions:shortlist_share": a_shortlist}
ARGUMENTS_OF_NOTHING: dict = {}
