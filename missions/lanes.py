"""The picture of one day: a lane for each delegation and for each host and resource it meets.

The table of the page holds the same; the picture shows where the gaps are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chamber.bookings.free import Period
from chamber.bookings.wallclock import BRUSSELS
from missions.models import Delegation, ProgrammeItem

KYIV = ZoneInfo("Europe/Kyiv")
HOUR = timedelta(hours=1)
OPENS, CLOSES = time(8), time(20)  # what a day shows at least, by the clock of Brussels

# User units; the picture is as wide as the page.
WIDTH, LABELS, END = 1216, 188, 20
TOP, LANE = 34, 40
LETTER, PADDING = 7, 8  # the width of a letter, and what is left free beside the words

Kind = ProgrammeItem.Kind
LOOKS = {
    Kind.VISIT: "band",
    Kind.PLENARY: "band",
    Kind.MEETING: "acts",
    Kind.TRANSFER: "way",
    Kind.MEAL: "rest",
    Kind.CEREMONY: "rest",
    Kind.FREE: "rest",
}


@dataclass(frozen=True)
class Bar:
    """One item in a lane; ``look`` is its class in the style sheet."""

    x: int
    width: int
    words: str
    look: str


@dataclass
class Lane:
    words: str
    y: int = 0
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """A full hour, as the clocks of both cities show it."""

    x: int
    brussels: str
    kyiv: str


@dataclass(frozen=True)
class Picture:
    marks: list[Mark]
    lanes: list[Lane]
    width: int = WIDTH

    @property
    def bottom(self) -> int:
        return TOP + LANE * len(self.lanes)

    @property
    def height(self) -> int:
        return self.bottom + 30


def picture(
    items: Iterable[ProgrammeItem], *, day: date, delegations: Iterable[Delegation]
) -> Picture:
    """``items`` of ``day``, with what takes part in them fetched along."""
    items = list(items)
    span = _span(items, day)
    lanes: dict[tuple[str, int], Lane] = {
        ("delegation", one.pk): Lane(_cut(str(one), LABELS)) for one in delegations
    }
    everybody = list(lanes)
    for item in items:
        bar = _bar(item, span)
        for key, words in _who(item, everybody, lanes):
            lanes.setdefault(key, Lane(_cut(words, LABELS))).bars.append(bar)
    for number, lane in enumerate(lanes.values()):
        lane.y = TOP + LANE * number
    return Picture(_marks(span), list(lanes.values()))


def _who(
    item: ProgrammeItem, everybody: list[tuple[str, int]], lanes: dict[tuple[str, int], Lane]
) -> Iterator[tuple[tuple[str, int], str]]:
    going = [("delegation", one.pk) for one in item.delegations.all()]
    for key in going or everybody:
        yield key, lanes[key].words
    for resource in item.resources.all():
        yield ("resource", resource.pk), resource.label
    for host in item.hosts.all():
        yield ("host", host.pk), str(host)


def _span(items: list[ProgrammeItem], day: date) -> Period:
    """The hours to draw: the usual ones of the day, and those of its items."""
    start, end = (datetime.combine(day, clock, tzinfo=BRUSSELS) for clock in (OPENS, CLOSES))
    first = min([start, *(item.starts_at.astimezone(BRUSSELS) for item in items)])
    last = max([end, *(item.ends_at.astimezone(BRUSSELS) for item in items)])
    floor = first.replace(minute=0, second=0, microsecond=0)
    ceiling = last.replace(minute=0, second=0, microsecond=0)
    ceiling += HOUR if ceiling < last else timedelta()
    return Period(floor.astimezone(UTC), ceiling.astimezone(UTC))


def _bar(item: ProgrammeItem, span: Period) -> Bar:
    left, right = _x(item.starts_at, span), _x(item.ends_at, span)
    width = max(right - left - 2, 4)
    return Bar(left, width, _cut(str(item), width - 2 * PADDING), LOOKS[Kind(item.kind)])


def _cut(words: str, width: int) -> str:
    """As much of ``words`` as is likely to fit: letters differ, and readers' fonts do too."""
    most = max(width // LETTER, 0)
    return words if len(words) <= most else words[: max(most - 1, 0)].rstrip() + "…"


def _marks(span: Period) -> list[Mark]:
    count = round((span.end - span.start) / HOUR)
    moments = [span.start + number * HOUR for number in range(count + 1)]
    return [
        Mark(_x(moment, span), *(f"{moment.astimezone(zone):%H:%M}" for zone in (BRUSSELS, KYIV)))
        for moment in moments
    ]


def _x(moment: datetime, span: Period) -> int:
    share = (moment - span.start) / (span.end - span.start)
    return LABELS + round(share * (WIDTH - LABELS - END))
