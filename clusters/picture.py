"""The balance of the helix as a point in a triangle: the nearer to a corner, the more that strand
weighs; the middle is an equal share for each."""

from dataclasses import dataclass

from clusters.balance import CORE, Balance

WIDTH, HEIGHT = 340, 250
CORNERS = {"company": (50.0, 200.0), "knowledge": (170.0, 32.0), "government": (290.0, 200.0)}


@dataclass(frozen=True)
class Picture:
    """Places in user units of a drawing of WIDTH x HEIGHT."""

    middle: tuple[float, float]
    point: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT


def picture(balance: Balance) -> Picture | None:
    """None while there are too few members to show anything."""
    if not balance.is_telling:
        return None
    shares = {strand: balance.share(strand) for strand in CORE}
    return Picture(middle=_at(dict.fromkeys(CORE, 1 / 3)), point=_at(shares))


def _at(shares: dict[str, float]) -> tuple[float, float]:
    x, y = (sum(shares[one] * CORNERS[one][axis] for one in CORE) for axis in (0, 1))
    return round(x, 1), round(y, 1)
