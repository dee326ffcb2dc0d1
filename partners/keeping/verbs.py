"""How the history of an organisation and of its offers is said."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.models import Membership

Role = Membership.Role
WORDS = {
    "proposed": _("proposed"),
    "sent for review": _("sent for review"),
    "draft discarded": _("threw a draft away"),
    "published": _("published"),
    "returned": _("returned"),
    "confirmed": _("confirmed that everything is still right"),
    "prolonged": _("said that it still stands"),
    "expired": _("expired"),
    "put away": _("archived"),
    "brought back": _("brought back from the archive"),
    "colleague invited": _("invited a colleague"),
    "joined": _("joined, or let somebody join"),
    "colleague removed": _("removed a colleague, or left"),
}


def details(data: Mapping[str, Any]) -> str:
    """Why it was done, or which role it is about."""
    roles = [
        str(Role(data[key]).label) for key in ("before", "after", "role") if data.get(key) in Role
    ]
    return " → ".join(roles) or str(data.get("reason", ""))
