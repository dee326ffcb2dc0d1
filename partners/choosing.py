"""What the page of an organisation offers to do with it among others."""

from chamber.slots import panels
from partners.models import Organisation, Shortlist


@panels.register
def shortlists(row, user):
    """The reader's shortlists with this organisation, and the way onto another."""
    if not isinstance(row, Organisation) or not user.is_authenticated:
        return None
    found = Shortlist.objects.visible_to(user).filter(rows__organisation=row)[:20]
    return "partners/panel_shortlists.html", {"organisation": row, "shortlists": found}
