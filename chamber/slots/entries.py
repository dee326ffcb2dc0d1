"""What the apps put into the slots."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Navigation:
    """One entry of the top bar."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this person: it has a date, a link and one action."""

    what: str
    url: str
    due: datetime | None = None
    context: str = ""
    action: str = ""
    objective: int | None = None


@dataclass(frozen=True)
class Happened:
    """One line of the time line of an object."""

    at: datetime
    kind: str
    what: str
    url: str
    state: str = ""
