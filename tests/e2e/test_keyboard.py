"""Signing in and planning a task without a mouse; where one stands is always to be seen."""

import pytest
from playwright.sync_api import expect

from chamber.jobs.models import Task
from tests.accounts.conftest import code
from tests.conftest import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
HAS_FOCUS = "(element) => element === document.activeElement"
# The parts of a date show it themselves, inside the field.
SHOWS_FOCUS = """() => document.activeElement.type === "datetime-local"
  || getComputedStyle(document.activeElement).outlineStyle !== "none"
"""


def tab_to(page, control, *, presses=40):
    """Go on with the Tab key until ``control`` has the focus, and every stop shows it."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if control.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"{presses} presses of Tab did not lead to {control}")


def step_through(page, date):
    """Set each part with the arrow keys; which part comes first is the browser's own affair."""
    tab_to(page, date)
    while date.evaluate(HAS_FOCUS):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")


def write(page, label, words):
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def test_from_signing_in_to_a_planned_task(visit, make_user, fresh_code):
    person = make_user(role="staff")
    page = visit()
    page.goto("/en/account/login/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    write(page, "Mail address", person.email)
    write(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/authenticate/**")
    write(page, "Code", code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/today/**")

    tab_to(page, page.get_by_role("link", name="Plan a task"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/new/")
    tab_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    tab_to(page, page.locator("[data-error-summary]").get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page.get_by_label("What", exact=True)).to_be_focused()
    page.keyboard.type("Visit the port")
    step_through(page, page.get_by_label("Due"))
    write(page, "Belongs to (optional)", "Mission")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tasks", exact=True)).to_be_visible()
    task = Task.objects.get()
    assert (task.what, task.context) == ("Visit the port", "Mission")


def test_menus_open_and_close(visit, make_user):
    page = visit(make_user(role="staff", name="Joris"))
    page.goto("/en/today/")
    tab_to(page, page.locator("summary").filter(has_text="Joris"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="My account")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="My account")).to_be_hidden()
    assert page.locator("summary").filter(has_text="Joris").evaluate(HAS_FOCUS)
