"""How the tests of whole jobs move through the portal: one page after the other, each audited."""

from playwright.sync_api import expect

from tests.e2e import audit

PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


def go(page, control):
    """Press what leads to another page, and be there before anything is asked of it."""
    with page.expect_navigation():
        control.click()


def press(page, words):
    go(page, main(page).get_by_role("button", name=words).first)


def follow(page, words):
    go(page, main(page).get_by_role("link", name=words).first)


def main(page):
    return page.get_by_role("main")


def titled(page, title):
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def arrives(page, title):
    """The page of this heading is open, and nothing is wrong with it as it is seen."""
    titled(page, title)
    found = audit.faults_as_seen(page)
    assert not found, "\n".join(found)


def says(page, *words):
    for said in words:
        expect(main(page)).to_contain_text(said)


def titles(page):
    """The names of the rows of a list, in order."""
    return page.locator(".rows :is(h2, h3) > a").all_inner_texts()
