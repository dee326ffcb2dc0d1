"""The map in a browser: marks, what they say, keys, and nothing that the policy forbids."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_marks_open_by_key_and_close_again(visit):
    odesa = factories.place("Odesa", "UA", latitude=46.48, longitude=30.72)
    antwerp = factories.place("Antwerp", "BE", latitude=51.22, longitude=4.4)
    factories.organisation("Port House", seat=antwerp)
    kherson = factories.place("Kherson", "UA")
    factories.organisation("Kherson University", seat=kherson, operating_place=odesa)
    page = visit()
    page.goto("/en/partners/map/")
    expect(page.locator(".map-mark")).to_have_count(2)
    expect(page.locator("path.map-ends")).to_have_count(1)
    mark = page.get_by_role("button", name="Odesa: 1 organisation")
    mark.focus()
    page.keyboard.press("Enter")
    says = page.locator(".map-says")
    expect(says).to_contain_text("seat in Kherson, works from Odesa")
    expect(says).to_be_focused()
    page.keyboard.press("Escape")
    expect(says).to_have_count(0)
    expect(mark).to_be_focused()
    assert visit.faults == []
