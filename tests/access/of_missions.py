"""Objects of missions for the access tests: missions, participants and programmes.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from missions import invitations
from tests import factories

NOBODY = [999_999, 999_999]
NO_ROUND = "00000000-0000-4000-8000-000000000000"


def mission(world, owner):
    """One's own is public; a stranger's is a draft that only the chamber sees."""
    public = owner is world.own
    fields = {"is_public": True} if public else {"state": "draft"}
    return factories.mission(world.staff, **fields)


def pk(world, owner):
    return [mission(world, owner).pk]


def item(world, owner):
    planned = factories.item(mission(world, owner))
    return [planned.mission_id, planned.pk]


def stranger_to(world, owner):
    return [mission(world, owner).pk, factories.person().pk]


def invitation(world, owner):
    one = factories.participant(mission(world, owner))
    factories.participant(one.mission)
    return [one.mission_id, invitations.invite(one, by=world.staff).pk]


def letter(world, owner):
    one = factories.participant(mission(world, owner))
    return [one.mission_id, one.pk]


MAKERS = {
    **dict.fromkeys(
        [
            "missions:mission",
            "missions:mission_edit",
            "missions:mission_advance",
            "missions:mission_cancel",
            "missions:task_new",
            "missions:needs",
            "missions:partners",
            "missions:delegation",
            "missions:programme",
            "missions:item_new",
            "missions:invitations_preview",
            "missions:brief",
            "missions:brief_edit",
            "missions:brief_make",
        ],
        pk,
    ),
    "missions:participant_new": stranger_to,
    "missions:item_edit": item,
    "missions:item_delete": item,
    "missions:invitations": lambda world, owner: invitation(world, owner)[:1],
    "missions:invitation_letter": letter,
    "missions:invitation": invitation,
    "missions:invitation_back": invitation,
    "missions:round_back": lambda world, owner: [*pk(world, owner), NO_ROUND],
}
ARGUMENTS_OF_NOTHING = {
    "missions:participant_new": NOBODY,
    "missions:item_edit": NOBODY,
    "missions:item_delete": NOBODY,
    "missions:invitation_letter": NOBODY,
    "missions:invitation": NOBODY,
    "missions:invitation_back": NOBODY,
    "missions:round_back": [999_999, NO_ROUND],
}

MAKERS["api:mission"] = MAKERS["missions:mission"]
