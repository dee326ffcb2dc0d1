"""The directory by keyboard alone, and its public pages without JavaScript on a telephone."""

import pytest
from playwright.sync_api import expect

from clusters.models import ClusterMembership, Lesson
from tests import factories
from tests.e2e.test_keyboard import tab_to
from tests.e2e.walking import PHONE, arrives, follow, go, main, press, says, titles

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unwatched"),
]


@pytest.fixture
def port():
    """The port works with cranes; each can be found, and stands on the map."""
    antwerp = factories.place("Antwerp", "BE", latitude=51.22, longitude=4.4)
    odesa = factories.place("Odesa", "UA", latitude=46.48, longitude=30.72)
    logistics = factories.topic("Logistics")
    port = factories.organisation(
        "Port of Antwerp",
        kind="port-authority",
        seat=antwerp,
        topics=[logistics],
        languages=["nl"],
        description_en="The second port of Europe.",
    )
    factories.organisation(
        "Odesa Cranes", seat=odesa, country="UA", topics=[logistics], languages=["uk"], size="small"
    )
    factories.offer("Gate appointments", organisation=port, topics=[logistics])
    vil = factories.cluster("VIL", slug="vil")
    ClusterMembership.objects.create(cluster=vil, organisation=port, helix="company")
    winner = factories.cluster("Brainport", kind="benchmark")
    for title, transferable in (("One board for all", "yes"), ("A chip factory", "no")):
        texts = dict.fromkeys(("what", "mechanism", "condition", "for_whom"), "Words.")
        Lesson.objects.create(
            cluster=winner,
            title_en=title,
            transferable=transferable,
            negative_side_en="It takes ten years.",
            source="A report",
            source_url="https://example.org/report",
            year=2024,
            **{f"{name}_en": words for name, words in texts.items()},
        )
    factories.indexed()
    return port


def enter(page, control):
    """Go to ``control`` by Tab and press it; the page that it leads to is there afterwards."""
    tab_to(page, control, presses=80)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_partner_is_found_by_keys_alone(visit, port):
    page = visit()
    page.goto("/en/partners/")
    tab_to(page, page.get_by_role("textbox", name="Search partners"))
    page.keyboard.type("cranes")
    enter(page, page.get_by_role("button", name="Search", exact=True).last)
    assert titles(page) == ["Odesa Cranes"]
    enter(page, page.get_by_role("link", name="Clear all", exact=True))
    facet = main(page).locator("summary", has_text="Language")
    tab_to(page, facet, presses=80)
    choice = page.get_by_role("group", name="Language").get_by_label("Ukrainian")
    expect(choice).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, choice)
    page.keyboard.press("Space")
    enter(page, page.get_by_role("button", name="Show"))
    says(page, "1 found")
    enter(page, main(page).get_by_role("link", name="Odesa Cranes"))
    arrives(page, "Odesa Cranes")

    page.goto("/en/partners/")
    enter(page, page.get_by_role("link", name="Map", exact=True))
    mark = page.get_by_role("button", name="Odesa: 1 organisation")
    expect(mark).to_be_visible()
    tab_to(page, mark)
    page.keyboard.press("Enter")
    expect(page.locator(".map-says")).to_be_focused()
    tab_to(page, page.locator(".map-says").get_by_role("link", name="Odesa Cranes"))
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    tab_to(page, page.get_by_role("region", name="The places and their partners"))
    enter(page, page.get_by_role("rowheader", name="Antwerp").get_by_role("link"))
    assert titles(page) == ["Port of Antwerp"]
    arrives(page, "Partners")


class Phone:
    """A telephone that runs no script of the portal; only the audit runs, where a page has come."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.let_run(scripts=False)

    def let_run(self, *, scripts):
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})

    def arrives(self, title):
        self.let_run(scripts=True)
        arrives(self.page, title)
        self.let_run(scripts=False)


@pytest.fixture
def phone(visit):
    return Phone(visit(**PHONE))


def test_the_directory_is_found_and_filtered_without_javascript(phone, port):
    page = phone.page
    page.goto("/en/partners/")
    assert titles(page) == ["Odesa Cranes", "Port of Antwerp"]
    phone.arrives("Partners")
    page.get_by_text("All filters").click()
    page.get_by_role("group", name="Country").get_by_label("Belgium").check()
    press(page, "Show")
    assert titles(page) == ["Port of Antwerp"]
    for way in ("Cards", "Map"):
        go(page, page.get_by_role("navigation", name="Ways").get_by_role("link", name=way))
        says(page, "Belgium")  # the filter goes along
        if way == "Cards":
            says(page, "The second port of Europe.")
            assert titles(page) == ["Port of Antwerp"]
            phone.arrives("Partners")
    expect(page.get_by_role("row", name="Antwerp")).to_contain_text("1")
    expect(page.get_by_role("row", name="Odesa")).to_have_count(0)
    expect(page.locator("#map-frame")).to_be_hidden()
    phone.arrives("Partners in 1 place")
    follow(page, "Antwerp")
    follow(page, "Port of Antwerp")
    says(page, "The second port of Europe.", "Gate appointments", "VIL")
    phone.arrives("Port of Antwerp")


def test_the_other_public_pages_read_and_filter_without_javascript(phone, port):
    page = phone.page
    page.goto("/en/partners/offers/")
    page.get_by_label("Search offers").fill("gate")
    press(page, "Show")
    follow(page, "Gate appointments")
    says(page, "Fewer lorries wait at the gate.", "Sign in to express interest")
    phone.arrives("Gate appointments")

    page.goto("/en/partners/")
    for name in ("Odesa Cranes", "Port of Antwerp"):
        page.get_by_label(f"choose {name}").check()
    press(page, "Compare")
    below = page.get_by_role("region", name="Port of Antwerp")
    expect(below).to_contain_text("Belgium")
    phone.arrives("2 partners side by side")

    page.goto("/en/clusters/vil/")
    says(page, "Port of Antwerp")
    phone.arrives("VIL")
    page.goto("/en/clusters/lessons/")
    page.get_by_label("Transferable").select_option("can be transferred")
    press(page, "Show")
    assert titles(page) == ["One board for all"]
    phone.arrives("Lessons from the clustering winners")
    follow(page, "One board for all")
    says(page, "It takes ten years.")
    phone.arrives("One board for all")
