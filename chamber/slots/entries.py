"""What the apps put into the slots."""

from collections.abc import Sequence
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
class Line:
    """One row of a chapter: ``text`` is its name (words, language, said), ``url`` its page."""

    text: dict[str, str]
    note: str
    url: str


@dataclass(frozen=True)
class Chapter:
    """What is published about an object; ``property`` is what schema.org calls the relation and
    ``type`` what it calls each of ``lines``."""

    title: str
    lines: Sequence[Line]
    property: str
    type: str


@dataclass(frozen=True)
class Review:
    """Something that waits for the chamber's people together, whoever comes first."""

    what: str
    url: str
    since: datetime
    kind: str
    action: str


@dataclass(frozen=True)
class Happened:
    """One line of the time line of an object."""

    at: datetime
    kind: str
    what: str
    url: str
    state: str = ""
