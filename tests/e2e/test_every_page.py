"""Each page that the access table opens to a role: axe, both themes, both widths, no faults."""

from urllib.parse import urlsplit

import pytest

from tests.access.test_matrix import rows
from tests.access.world import World, people
from tests.e2e import audit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
# Answers that are no page: probes, files, and the mail that is shown inside a page.
NO_PAGES = {
    "health:alive",
    "health:ready",
    "documents:file",
    "mail:body",
    "privacy:download",
    "account_logout",
    "links:one_click",
    "links:rest",
}


@pytest.fixture(scope="module")
def examined():
    """Pages that look the same to several roles; their frame is examined with the others."""
    return set()


def pages_of(role):
    """Names and whose object, of what answers this role with a page, or leads to one."""
    for name, method, whose, answers in rows():
        if method == "GET" and whose in ("-", "own") and answers[role] in (200, 302):
            if name not in NO_PAGES:
                yield name, whose


@pytest.mark.parametrize("role", ["anonymous", "person", "staff", "administrator"])
def test_nothing_is_wrong_with_any_page(role, visit, make_user, examined):
    everybody = people(make_user)
    world = World(everybody, reader="staff" if role == "anonymous" else role)
    page = visit(everybody.get(role))
    seen, wrong = set(), []
    for name, whose in pages_of(role):
        answer = page.goto(world.url(name, whose))
        assert answer.status == 200, f"{name}: {answer.status}"
        seen.add(urlsplit(page.url).path)
        shape = page.evaluate(audit.SHAPE)
        if shape not in examined:
            examined.add(shape)
            wrong += audit.faults(page)
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 8


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("anonymous", "/en/nowhere/", 404),
        ("person", "/en/nowhere/", 404),
        ("person", "/en/mail/", 403),
    ],
)
def test_nor_with_the_pages_that_say_no(role, address, status, visit, make_user):
    page = visit(None if role == "anonymous" else make_user())
    assert page.goto(address).status == status
    assert audit.faults(page) == []
    assert "status of" in visit.faults.pop()  # Chromium says so in the console
    way_on = "Sign in" if role == "anonymous" else "Today"
    assert page.get_by_role("main").get_by_role("link").first.inner_text() == way_on
