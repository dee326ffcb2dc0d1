"""The map of the home page and of the cover: the line from Antwerp to Odesa.

``python -m chamber.charts.route_map`` draws templates/parts/route_map.html anew from the vendored
world atlas, in which Crimea is part of Ukraine. Countries get no borders but the two ends.
"""

import json
from collections.abc import Iterable, Iterator
from math import cos, hypot, log, pi, radians, sin, tan
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

ROOT = Path(__file__).resolve().parents[2]
ATLAS = ROOT / "static/vendor/world-atlas/50m.json"
PARTIAL = ROOT / "templates/parts/route_map.html"

WIDTH, HEIGHT, SCALE = 1280, 410, 2440  # SCALE: user units per radian at the middle
MIDDLE = (18.7, 49.45)  # longitude, latitude at the middle of the map
PARALLELS = (46.0, 53.0)  # where the cone touches the globe
ENDS = {"BEL", "NLD", "LUX", "UKR"}
TOLERANCE = 0.5  # user units a simplified coast may lie beside the true one
SMALLEST = 10  # square units: smaller islands are left out


def project(longitude: float, latitude: float) -> Point:
    """Lambert's conformal conic projection to user units, the y axis pointing down."""
    n, f = cone()
    rho, rho_middle = (f / tan(pi / 4 + radians(at) / 2) ** n for at in (latitude, MIDDLE[1]))
    theta = n * radians(longitude - MIDDLE[0])
    return (
        WIDTH / 2 + SCALE * rho * sin(theta),
        HEIGHT / 2 - SCALE * (rho_middle - rho * cos(theta)),
    )


def cone() -> tuple[float, float]:
    """The constants n and F of the cone that touches the globe at ``PARALLELS``."""
    low, high = map(radians, PARALLELS)
    rise = [tan(pi / 4 + at / 2) for at in (low, high)]
    n = log(cos(low) / cos(high)) / log(rise[1] / rise[0])
    return n, cos(low) * rise[0] ** n / n


def decode_arcs(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a quantised TopoJSON file as lists of (longitude, latitude)."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def outer_rings(geometry: dict[str, Any], arcs: list[Line]) -> Iterator[Line]:
    """The outer ring of each polygon of ``geometry``; an arc numbered ~i is read backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Line = []
        for number in polygon[0]:
            part = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring += part[1:] if ring else part
        yield ring


def is_near(ring: Line) -> bool:
    """Whether a ring can touch the picture: the far side of the globe breaks the projection."""
    return any(-25 < longitude < 60 and 30 < latitude < 66 for longitude, latitude in ring)


def clip(ring: Line, margin: float = 4) -> Line:
    """Sutherland and Hodgman: the part of ``ring`` inside the picture and a narrow margin."""
    edges = [(0, -margin, 1), (0, WIDTH + margin, -1), (1, -margin, 1), (1, HEIGHT + margin, -1)]
    for axis, limit, side in edges:
        kept = []
        for a, b in zip([ring[-1], *ring], ring, strict=False):
            a_in, b_in = (side * (point[axis] - limit) >= 0 for point in (a, b))
            if a_in != b_in:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if b_in:
                kept.append(b)
        if not kept:
            return []
        ring = kept
    return ring


def simplify(points: Line, tolerance: float = TOLERANCE) -> Line:
    """Douglas and Peucker: the fewest of ``points`` that keep within ``tolerance``."""
    if len(points) < 3:
        return points
    distances = [distance(point, points[0], points[-1]) for point in points[1:-1]]
    furthest = max(distances)
    if furthest <= tolerance:
        return [points[0], points[-1]]
    split = distances.index(furthest) + 1
    return simplify(points[: split + 1], tolerance)[:-1] + simplify(points[split:], tolerance)


def distance(point: Point, start: Point, end: Point) -> float:
    """From ``point`` to the line through ``start`` and ``end``, or to both when they are one."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def area(ring: Line) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def path(ring: Line) -> str:
    """Path data with relative whole steps; rounding never adds up, as each end is rounded once."""
    corners = [(round(x), round(y)) for x, y in ring]
    steps, (x, y) = [], corners[0]
    for next_x, next_y in corners[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x},{next_y - y}")
            x, y = next_x, next_y
    return f"M{corners[0][0]},{corners[0][1]}l{' '.join(steps)}z".replace(",-", "-")


def outline(geometries: Iterable[dict[str, Any]], arcs: list[Line]) -> str:
    """Path data of all that is to be seen of ``geometries``."""
    paths = []
    for geometry in geometries:
        for ring in outer_rings(geometry, arcs):
            seen = clip([project(*point) for point in ring]) if is_near(ring) else []
            if seen and area(seen) >= SMALLEST:
                paths.append(path(simplify([*seen, seen[0]])))
    return "".join(paths)


def draw() -> str:
    """The partial with both outlines, the mooring curve and the points."""
    topology = json.loads(ATLAS.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    countries = topology["objects"]["countries"]["geometries"]
    ends = [country for country in countries if country["properties"].get("a3") in ENDS]
    land = topology["objects"]["land"]
    return FRAME.format(
        land=outline(land.get("geometries", [land]), arcs),
        ends=outline(ends, arcs),
        curve=mooring(project(*PLACES["antwerp"]), project(*PLACES["odesa"])),
        size=f"0 0 {WIDTH} {HEIGHT}",
        hosts=dots("antwerp", radius=6),
        small=dots("ghent", "brussels", "leuven", "mol", radius=3.5),
        cities=dots("odesa", "mykolaiv", "kherson", radius=5),
        labels="\n".join(label(name, *placing) for name, placing in LABELS.items()),
    )


def mooring(start: Point, end: Point) -> str:
    """The curve that hangs between two points as a rope does."""
    points = [start, (start[0] + 150, start[1] + 170), (start[0] + 390, end[1] + 55), end]
    return "M{}C{} {} {}".format(*(f"{x:.0f},{y:.0f}" for x, y in points))


def dots(*names: str, radius: float) -> str:
    spots = [project(*PLACES[name]) for name in names]
    return "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius}"/>' for x, y in spots)


def label(name: str, anchor: str, left: float, top: float, raised: float) -> str:
    """The name of a place and, where the page says more, a second line; ``raised`` makes room."""
    x, y = project(*PLACES[name])
    return (
        f'<text class="at-{name}" transform="translate({x:.0f} {y:.0f})" text-anchor="{anchor}">'
        f'<tspan x="{left}em" y="{{% if route.{name} %}}{raised}{{% else %}}{top}{{% endif %}}em">'
        f'{{% translate "{name.title()}" %}}</tspan>{{% if route.{name} %}}'
        f'<tspan class="said" x="{left}em" dy="1.3em">{{{{ route.{name} }}}}</tspan>'
        "{% endif %}</text>"
    )


PLACES = {
    "antwerp": (4.40, 51.22),
    "ghent": (3.72, 51.05),
    "brussels": (4.35, 50.85),
    "leuven": (4.70, 50.88),
    "mol": (5.12, 51.19),
    "odesa": (30.73, 46.48),
    "mykolaiv": (31.99, 46.97),
    "kherson": (32.62, 46.64),
}
# anchor, then in em: left, top, and top when a second line stands below
LABELS = {
    "antwerp": ("end", -0.9, -0.9, -1.8),
    "odesa": ("end", -0.4, 1.9, 1.9),
    "mykolaiv": ("middle", 0, -0.9, -2.2),
    "kherson": ("start", 1, 0.1, 0.1),
}

# The colours in the attributes are those of the printed cover, where no stylesheet reaches in.
FRAME = """{{# Drawn by chamber/charts/route_map.py: do not edit. #}}
{{% translate "Map: a line from Antwerp to Odesa, Mykolaiv and Kherson" as words %}}
<svg class="route" viewBox="{size}" preserveAspectRatio="xMidYMid slice"
 role="img" aria-label="{{{{ words }}}}">
<path class="land" fill="#13415f" d="{land}"/>
<path class="ends" fill="#1c5578" d="{ends}"/>
<path class="line" fill="none" stroke="#f2b65c" stroke-width="2" d="{curve}"/>
<g class="from" fill="#fff">{hosts}<g class="small">{small}</g></g>
<g class="to" fill="#fff">{cities}</g>
<g fill="#fff" font-size="13" aria-hidden="true">
<text class="sea-name" x="205" y="30" text-anchor="middle">{{% translate "North Sea" %}}</text>
<text class="sea-name" x="990" y="396" text-anchor="middle">{{% translate "Black Sea" %}}</text>
{labels}
</g>
</svg>
"""

if __name__ == "__main__":
    PARTIAL.write_text(draw(), encoding="utf-8")
