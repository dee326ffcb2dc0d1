"""The directory on a map, in cards and side by side."""

import json
import random
from itertools import pairwise
from math import hypot

import pytest

from partners import whereabouts
from partners.models import Identifier, Place
from tests import factories
from tests.access.test_queries import LIST, queries

pytestmark = pytest.mark.django_db
WORLD = "bbox=-180,-85,180,85&zoom=9"


@pytest.fixture
def places():
    where = {
        "Antwerp": (51.22, 4.4, "BE"),
        "Odesa": (46.48, 30.72, "UA"),
        "Kherson": (46.64, 32.6, "UA"),
    }
    return {
        name: factories.place(name, country, latitude=north, longitude=east)
        for name, (north, east, country) in where.items()
    }


@pytest.fixture
def crowd(places):
    factories.organisation("Port", seat=places["Antwerp"], topics=[factories.topic()])
    factories.organisation("Museum", seat=places["Antwerp"], kind="museum")
    factories.organisation("Draft", seat=places["Odesa"], status="draft")
    factories.organisation("For members", seat=places["Odesa"], visibility="members")
    factories.organisation(
        "Kherson University",
        kind="university",
        seat=places["Kherson"],
        operating_place=places["Odesa"],
    )
    factories.organisation("Nowhere", seat=None)
    factories.indexed()


def marks(browser, query=""):
    answer = browser.get(f"/en/partners/map/places/?{WORLD}&{query}").json()
    return {mark["label"].partition(":")[0]: mark["count"] for mark in answer["marks"]}


def test_marks_show_what_the_reader_may_see_and_the_filters_choose(
    crowd, client, make_user, sign_in
):
    member, staff = make_user(), make_user(role="staff")
    factories.person(organisation=factories.organisation(seat=None), user=member)
    assert marks(client) == {"Antwerp": "2", "Odesa": "1"}
    assert marks(client, "kind=museum") == {"Antwerp": "1"}
    assert marks(client, "q=port") == {"Antwerp": "1"}
    assert marks(sign_in(member)) == {"Antwerp": "2", "Odesa": "2"}
    assert marks(sign_in(staff)) == {"Antwerp": "2", "Odesa": "3"}
    assert marks(sign_in(staff), "status=draft") == {"Odesa": "1"}


def test_a_box_leaves_out_what_lies_elsewhere_and_a_wrong_one_is_refused(crowd, client):
    address = "/en/partners/map/places/"
    [only] = client.get(f"{address}?bbox=0,50,10,52&zoom=4").json()["marks"]
    assert only["label"] == "Antwerp: 2 organisations"
    far = client.get(f"{address}?bbox=-20,30,50,60&zoom=0").json()["marks"]
    assert [mark["count"] for mark in far] == ["3"]
    assert "1 other place" in far[0]["label"]
    for wrong in ("", "bbox=1,2,3&zoom=3", "bbox=a,b,c,d&zoom=3", "bbox=9,0,1,5&zoom=3"):
        assert client.get(f"{address}?{wrong}").status_code == 400
    for wrong in ("nan,0,1,1&zoom=1", "0,0,1,inf&zoom=1", "0,0,1,1&zoom=99", "0,0,1,1&zoom=x"):
        assert client.get(f"{address}?bbox={wrong}").status_code == 400


def test_the_page_says_the_same_without_javascript(crowd, client, places):
    page = client.get("/en/partners/map/").content.decode()
    assert "<h1>Partners in 2 places</h1>" in page
    assert "1 more has its seat here and works from elsewhere" in page
    assert "1 organisation has no place yet" in page
    assert f'href="/en/partners/?place={places["Odesa"].pk}"' in page
    assert "Draft" not in page
    filtered = client.get("/en/partners/map/?kind=museum").content.decode()
    assert f'href="/en/partners/?kind=museum&amp;place={places["Antwerp"].pk}"' in filtered
    assert "Kind: museum" in filtered
    assert "Nothing matches" in client.get("/en/partners/map/?q=zzzzzz").content.decode()


def test_a_mark_says_who_works_there(crowd, client, places):
    address = f"/en/partners/map/popup/?at={places['Odesa'].pk}"
    said = client.get(address).content.decode()
    assert "Kherson University" in said
    assert "seat in Kherson, works from Odesa" in said
    assert "Draft" not in said
    assert "For members" not in said
    both = client.get(f"{address}&at={places['Antwerp'].pk}&kind=museum").content.decode()
    assert f"kind=museum&amp;place={places['Antwerp'].pk}" in both
    assert "Odesa" not in both
    assert client.get("/en/partners/map/popup/?at=x").status_code == 400


def test_marks_stand_apart_and_lose_nobody():
    chance = random.Random(7)
    spots = [
        whereabouts.Spot(
            Place(
                pk=number,
                name_en=str(number),
                latitude=chance.uniform(44, 54),
                longitude=chance.uniform(2, 34),
            ),
            chance.randint(1, 900),
        )
        for number in range(300)
    ]
    everybody = sum(spot.number for spot in spots)
    for zoom in (0, 3, 6, 9):
        found = whereabouts.marks(spots, zoom=zoom)
        assert sum(spot.number for mark in found for spot in mark.spots) == everybody
        assert all(mark.spots[0].number == max(s.number for s in mark.spots) for mark in found)
        points = [mark.spots[0].at(zoom) for mark in found]
        nearest = min(
            (hypot(a[0] - b[0], a[1] - b[1]) for a in points for b in points if a is not b),
            default=whereabouts.APART,
        )
        assert nearest >= whereabouts.APART
    assert str(whereabouts.capped(10_001)) == "10,000+"


def test_what_the_directory_costs_in_other_ways(make_user, sign_in, places):
    browser = sign_in(make_user(role="administrator"))
    slugs, counts = [], []
    for times in (1, 2):
        for _more in range(times):
            row = factories.organisation(
                seat=places["Antwerp"], topics=[factories.topic()], operating_place=places["Odesa"]
            )
            factories.offer(organisation=row)
            factories.technology(providers=[row])
            factories.cluster(organisation=row)
            slugs.append(row.slug)
        pages = (
            *("map/", "cards/", f"map/places/?{WORLD}", f"map/popup/?at={places['Odesa'].pk}"),
            "compare/?" + "&".join(f"with={slug}" for slug in slugs),
        )
        counts.append([queries(browser, f"/en/partners/{page}") for page in pages])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= LIST


def test_cards_say_what_each_is_about(client):
    row = factories.organisation("Port House", topics=[factories.topic()])
    row.description_en = "Ships <b>come</b> and go."
    row.save()
    Identifier.objects.create(organisation=row, scheme="KVK", value="1", verified=True)
    factories.indexed()
    page = client.get("/en/partners/cards/?q=port").content.decode()
    assert "Ships come and go." in page
    assert "KVK 1 verified" in page
    assert 'name="with" value="port-house"' in page


class TestComparing:
    @pytest.fixture
    def pair(self):
        fields = {"email": "port@example.org", "safety_note_en": "Shelter in the cellar"}
        port = factories.organisation("Port", size="large", **fields)
        museum = factories.organisation("Museum", kind="museum", size="large", visibility="members")
        factories.offer("Berth booking", organisation=port)
        factories.offer("Secret berth", organisation=port, status="draft")
        factories.technology("Sensors", providers=[port])
        factories.cluster("Logistics cluster", slug="logistics", organisation=port)
        return port, museum

    def test_each_reader_sees_their_fields(self, pair, client, make_user, sign_in):
        address = "/en/partners/compare/?with=port&with=museum&with=nobody"
        member, staff = make_user(), make_user(role="staff")
        factories.person(organisation=factories.organisation(), user=member)
        public = client.get(address).content.decode()
        assert "1 partner side by side" in public
        assert "One that was asked for is not shown" in public
        assert "Berth booking" in public
        assert "Sensors" in public
        assert "Logistics cluster" in public
        for hidden in ("Museum", "port@example.org", "Shelter", "Secret berth"):
            assert hidden not in public
        seen = sign_in(member).get(address).content.decode()
        assert "2 partners side by side" in seen
        for shown in ("Museum", "port@example.org", "Shelter", "differs", "the same"):
            assert shown in seen
        assert "Secret berth" not in seen
        assert "Secret berth" in sign_in(staff).get(address).content.decode()

    def test_more_than_four_and_nobody_are_said_kindly(self, client):
        slugs = [factories.organisation().slug for _five in range(5)]
        page = client.get("/en/partners/compare/?" + "&".join(f"with={slug}" for slug in slugs))
        assert "Only the first 4 are shown" in page.content.decode()
        assert f'href="/en/partners/{slugs[3]}/"' in page.content.decode()
        assert f'href="/en/partners/{slugs[4]}/"' not in page.content.decode()
        assert "Nobody is chosen yet" in client.get("/en/partners/compare/").content.decode()


def test_crimea_is_part_of_ukraine_on_the_land_below(settings):
    shapes = json.loads((settings.BASE_DIR / "static/map/land.geojson").read_text())
    ends = next(one for one in shapes["features"] if one["properties"]["name"] == "ends")
    rings = [
        ring for one in shapes["features"] for p in one["geometry"]["coordinates"] for ring in p
    ]
    assert all(abs(a[0] - b[0]) < 180 for ring in rings for a, b in pairwise(ring))  # none torn
    simferopol = (34.1, 44.95)
    assert any(inside(simferopol, polygon[0]) for polygon in ends["geometry"]["coordinates"])
    assert not any(inside((39.7, 47.2), polygon[0]) for polygon in ends["geometry"]["coordinates"])


def inside(point, ring):
    """Whether a ray to the east crosses the ring an odd number of times."""
    x, y = point
    crossed = [
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
    ]
    return sum(crossed) % 2 == 1
