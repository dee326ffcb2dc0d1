"""How the history of a mission and of its participants is said."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from missions.models import Invitation

WORDS = {
    "invited": _("invited"),
    "invited_unchecked": _("invited although not everybody is checked"),
    "taken_back": _("took the invitation back"),
    "sent_again": _("sent the invitation again"),
    "answered": _("answered"),
    "offered": _("was offered a place"),
    "lapsed": _("did not take the place in time"),
    "told_changes": _("told those invited what changed"),
    "told_cancelled": _("told those invited that it is cancelled"),
}


def details(data: Mapping[str, Any]) -> str:
    """What was answered, for how many, or how many people it concerned."""
    people = data.get("people", data.get("places", 0))
    said = []
    if data.get("answer") in Invitation.Answer:
        said.append(str(Invitation.Answer(data["answer"]).label))
    if people > 1 or "people" in data:
        said.append(ngettext("%(count)d person", "%(count)d people", people) % {"count": people})
    return ", ".join(said)
