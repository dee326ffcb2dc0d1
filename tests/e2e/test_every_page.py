"""Each page that the access table opens to a role: axe, both themes, both widths, no faults."""

import re
from itertools import pairwise

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.access.test_matrix import rows
from tests.access.world import World, people
from tests.e2e import audit
from tests.e2e.conftest import signed_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unwatched"),
]
# Answers that are no page: probes, files, and the mail that is shown inside a page.
NO_PAGES = {
    "health:alive",
    "health:ready",
    "documents:file",
    "mail:body",
    "partners:import_wrong",
    "missions:invitation_letter",
    "privacy:download",
    "account_logout",
    "links:one_click",
    "links:rest",
}
OF_A_PASSKEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}  # the table knows no passkey


@pytest.fixture(scope="module")
def examined():
    """What several roles see alike is examined once; their frames are with the other pages."""
    return set()


def pages_of(role):
    """Names and whose object, of what answers this role with a page, or leads to one."""
    good = (200,) if role == "anonymous" else (200, 302)  # others have just signed in
    for name, method, whose, answers in rows():
        shown = method == "GET" and whose in ("-", "own") and answers[role] in good
        is_page = name not in NO_PAGES | OF_A_PASSKEY and not name.startswith("api:")
        if shown and is_page:
            yield name, whose


def built(html):
    """How the inside of a page is built: which element of which class follows which."""
    [main] = re.findall(r"<main.*</main>", html, re.DOTALL)
    return set(pairwise(re.findall(r'<(\w+)(?:[^>]*?\s(?:class|type)="([^"]*)")?', main)))


@pytest.mark.parametrize("role", ["anonymous", "person", "staff", "administrator"])
def test_nothing_is_wrong_with_any_page(role, visit, make_user, examined):
    everybody = people(make_user)
    world = World(everybody, reader="staff" if role == "anonymous" else role)
    reader, page = signed_in(everybody.get(role)), visit(everybody.get(role))
    audit.prepare(page)
    seen, wrong = set(), []
    for name, whose in pages_of(role):
        url = world.url(name, whose)
        answer = reader.get(url, follow=True)
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        path, html = answer.request["PATH_INFO"], answer.content.decode()
        if path in seen:
            continue
        seen.add(path)
        wrong += [f"{path}: {fault}" for fault in audit.outline(html)]
        if not built(html) <= examined:
            examined |= built(html)
            page.goto(url)
            wrong += audit.faults_in_both(page)
    assert not wrong, "\n".join(wrong)
    assert seen


def test_nor_with_the_pages_of_a_passkey(visit, make_user):
    person = make_user(role="staff")
    data = {"name": "Telephone", "credential": {"clientExtensionResults": {}}}
    key = Authenticator.objects.create(user=person, type="webauthn", data=data)
    page = visit(person)
    for name in sorted(OF_A_PASSKEY):
        page.goto(reverse(name, args=[key.pk]))
        assert audit.faults(page) == []


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
