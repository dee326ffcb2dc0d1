"""A mission: why one travels, who comes, what happens when, and what is sent to whom."""

from missions.models.briefs import Brief
from missions.models.missions import Delegation, Mission, MissionPartner, MissionTarget
from missions.models.participants import Invitation, Participant
from missions.models.programme import ProgrammeItem
from missions.models.shortlists import MissionShortlist
from missions.models.unchecked import SentUnchecked

__all__ = [
    "Brief",
    "Delegation",
    "Invitation",
    "Mission",
    "MissionPartner",
    "MissionShortlist",
    "MissionTarget",
    "Participant",
    "ProgrammeItem",
    "SentUnchecked",
]
