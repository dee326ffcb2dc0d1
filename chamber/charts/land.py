"""The land below the map of the directory: ``python -m chamber.charts.land`` writes it anew.

From the vendored world atlas, in which Crimea is part of Ukraine. Europe keeps its coasts, the
rest of the world is sketched. The arcs are thinned before they are put together, so that
neighbours still share their border. No borders but those of the countries of the chamber.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from chamber.charts.route_map import (
    ATLAS,
    ENDS,
    ROOT,
    Line,
    Point,
    area,
    decode_arcs,
    distance,
)

FILE = ROOT / "static/map/land.geojson"
EUROPE = (-12, 34, 45, 62)  # west, south, east, north
SOUTH = -57  # below it is only Antarctica, which this projection tears apart
# Degrees that a thinned coast may lie beside the true one, the smallest island in square degrees,
# and the decimals that are kept: in Europe and elsewhere.
FINE, COARSE = (0.035, 0.07, 2), (1.0, 12.0, 1)


def grain(point: Point) -> tuple[float, float, int]:
    """How fine the land is drawn there."""
    west, south, east, north = EUROPE
    return FINE if west < point[0] < east and south < point[1] < north else COARSE


def thin(points: Line) -> Line:
    """Douglas and Peucker with the tolerance of the place; without recursion, as arcs are long."""
    kept, ranges = {0, len(points) - 1}, [(0, len(points) - 1)]
    while ranges:
        first, last = ranges.pop()
        beside = [
            distance(point, points[first], points[last]) / grain(point)[0]
            for point in points[first + 1 : last]
        ]
        if beside and max(beside) > 1:
            middle = first + 1 + beside.index(max(beside))
            kept.add(middle)
            ranges += [(first, middle), (middle, last)]
    return [points[number] for number in sorted(kept)]


def rings(polygon: list[list[int]], arcs: list[Line]) -> Iterator[Line]:
    """The outline of a polygon and its lakes; an arc numbered ~i is read backwards."""
    for numbers in polygon:
        ring: Line = []
        for number in numbers:
            part = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring += part[1:] if ring else part
        ring = unbroken(ring)
        if area(ring) >= grain(ring[0])[1]:
            yield ring


def unbroken(ring: Line) -> Line:
    """Across the date line the degrees go on, so that Siberia is not torn across the map."""
    whole, turns = ring[:1], 0
    for (before, _latitude), (longitude, latitude) in pairwise(ring):
        turns += (longitude - before < -180) - (longitude - before > 180)
        whole.append((longitude + 360 * turns, latitude))
    return whole


def polygons(geometries: Iterable[dict[str, Any]], arcs: list[Line]) -> Iterator[list[Line]]:
    """What is to be seen of ``geometries``, in rounded degrees."""
    for geometry in geometries:
        many = geometry["type"] == "MultiPolygon"
        for polygon in geometry["arcs"] if many else [geometry["arcs"]]:
            drawn = [[rounded(point) for point in ring] for ring in rings(polygon, arcs)]
            if drawn and max(latitude for _longitude, latitude in drawn[0]) > SOUTH:
                yield drawn


def rounded(point: Point) -> Point:
    decimals = grain(point)[2]
    return round(point[0], decimals), round(point[1], decimals)


def feature(name: str, geometries: Iterable[dict[str, Any]], arcs: list[Line]) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "coordinates": list(polygons(geometries, arcs))}
    return {"type": "Feature", "properties": {"name": name}, "geometry": shape}


def draw() -> dict[str, Any]:
    """Two features: ``land``, and the ``ends`` between which the chamber stands."""
    topology = json.loads(ATLAS.read_text(encoding="utf-8"))
    arcs = [thin(arc) for arc in decode_arcs(topology)]
    land = topology["objects"]["land"]
    countries = topology["objects"]["countries"]["geometries"]
    ends = [country for country in countries if country["properties"].get("a3") in ENDS]
    whole = land.get("geometries", [land])
    features = [feature("land", whole, arcs), feature("ends", ends, arcs)]
    return {"type": "FeatureCollection", "features": features}


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(draw(), separators=(",", ":")) + "\n", encoding="utf-8")
