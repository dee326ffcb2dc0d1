"""The map that the home page and the cover share."""

import json

from chamber.charts import route_map


def is_inside(point, ring):
    """Ray casting: an odd number of edges lies to the right of a point inside."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def rings_of(code):
    topology = json.loads(route_map.ATLAS.read_text())
    arcs = route_map.decode_arcs(topology)
    return [
        ring
        for country in topology["objects"]["countries"]["geometries"]
        if country["properties"].get("a3") == code
        for ring in route_map.outer_rings(country, arcs)
    ]


def test_crimea_and_donetsk_are_ukraine():
    ukraine, russia = rings_of("UKR"), rings_of("RUS")
    for place in [(34.10, 44.95), (33.60, 44.62), (36.40, 45.33), (37.80, 48.00)]:
        assert any(is_inside(place, ring) for ring in ukraine)
        assert not any(is_inside(place, ring) for ring in russia)


def test_the_cities_lie_where_they_are():
    x, y = zip(*(route_map.project(*spot) for spot in route_map.PLACES.values()), strict=True)
    assert min(x) > 0 and max(x) < route_map.WIDTH
    assert min(y) > 0 and max(y) < route_map.HEIGHT
    odesa, antwerp = (route_map.project(*route_map.PLACES[name]) for name in ("odesa", "antwerp"))
    assert odesa[0] > antwerp[0] and odesa[1] > antwerp[1]


def test_clipping_keeps_what_the_frame_shows():
    square = [(-100, 100), (100, 100), (100, 200), (-100, 200)]
    assert min(x for x, _ in route_map.clip(square)) == -4
    assert route_map.clip([(-90, 1), (-50, 1), (-50, 9)]) == []


def test_simplifying_drops_only_what_cannot_be_seen():
    assert route_map.simplify([(0, 0), (5, 0.1), (10, 0)]) == [(0, 0), (10, 0)]
    assert route_map.simplify([(0, 0), (5, 3), (10, 0)]) == [(0, 0), (5, 3), (10, 0)]


def test_the_partial_is_the_one_the_program_draws():
    drawn = route_map.draw()
    assert route_map.PARTIAL.read_text() == drawn
    assert len(drawn) <= 25_000
