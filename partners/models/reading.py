"""Who may see which field of an organisation: one table for page, search, file, PDF and API."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class Reach(models.IntegerChoices):
    """How far somebody's eyes go; each sees what those before it see."""

    PUBLIC = 0
    MEMBERS = 1  # belongs to a published organisation
    OWN = 2  # belongs to the very organisation
    CHAMBER = 3


REACH_OF = {"public": Reach.PUBLIC, "members": Reach.MEMBERS, "staff": Reach.CHAMBER}
# What stands here for a field of an organisation, or for what hangs on it. ``CONTACT`` fields are
# shown as far as the organisation itself chose; people are shown by consent alone.
CONTACT = frozenset({"email", "phone"})
FIELDS = {
    **dict.fromkeys(
        [
            *("name", "aliases", "kind", "size", "country", "seat", "operating_place", "access"),
            *("website", "languages", "topics", "industries", "description", "identifiers"),
            *("references", "clusters", "technologies", "offers", "source", "confirmed_on"),
        ],
        Reach.PUBLIC,
    ),
    "safety_note": Reach.MEMBERS,
    **dict.fromkeys(
        ["status", "visibility", "contact_visibility", "renew_by", "completeness", "colleagues"],
        Reach.OWN,
    ),
    **dict.fromkeys(["checks", "interactions", "missions", "history"], Reach.CHAMBER),
}


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the directory; ``own`` are the keys of the organisations they belong to.

    Costs one query for who is signed in and not of the chamber. That reader is remembered on the
    ``User`` as Django remembers permissions there: until the end of a request.
    """

    reach: Reach
    own: Collection[int] = ()

    @classmethod
    def of(cls, user: "User | AnonymousUser | Reader") -> "Reader":
        """The reader that ``user`` is; one made before is taken as it is."""
        if isinstance(user, Reader):
            return user
        if not user.is_authenticated:
            return cls(Reach.PUBLIC)
        if user.is_chamber:
            return cls(Reach.CHAMBER)
        if not hasattr(user, "_reader"):
            organisations = apps.get_model("partners", "Organisation").objects
            own = dict(organisations.of(user).values_list("pk", "status"))
            reach = Reach.MEMBERS if "published" in own.values() else Reach.PUBLIC
            user._reader = cls(reach, frozenset(own))
        return user._reader

    @property
    def visibilities(self) -> list[str]:
        """What published rows say of themselves that this reader may see."""
        return [word for word, reach in REACH_OF.items() if reach <= self.reach]

    def reach_in(self, organisation: Any) -> Reach:
        return max(self.reach, Reach.OWN) if organisation.pk in self.own else self.reach

    def sees(self, organisation: Any, name: str) -> bool:
        """Whether the field ``name`` is shown; KeyError for one that nobody put into the table."""
        if name in CONTACT:
            chosen = REACH_OF[organisation.contact_visibility]
            needed = min(chosen, Reach.OWN)  # who belongs there sees their own address
        else:
            needed = FIELDS[name]
        return self.reach_in(organisation) >= needed
