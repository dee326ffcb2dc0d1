"""An event as the portal describes it to a calendar, whatever row it comes from."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    status: str = "NEEDS-ACTION"  # ACCEPTED, DECLINED, TENTATIVE: what they answered us


@dataclass(frozen=True)
class Event:
    """Aware ``start`` and ``end``; ``description`` is plain text without the times."""

    start: datetime
    end: datetime
    summary: str
    organizer: Person
    place: str = ""
    description: str = ""
    url: str = ""
    attendees: tuple[Person, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes with what makes people plan anew: when, where and what, not the description."""
        when = [moment.astimezone(UTC).isoformat() for moment in (self.start, self.end)]
        facts = json.dumps([*when, self.place, self.summary])
        return hashlib.sha256(facts.encode()).hexdigest()
