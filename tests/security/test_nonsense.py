"""Whatever arrives, the answer is a clear one: a message or 4xx, never a fault of ours."""

from itertools import cycle

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.test_matrix import rows
from tests.access.world import MAKERS, World, people
from tests.security.corpus import NASTY, ask, tomorrow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unwatched")]
LISTS = [
    "jobs:tasks",
    "jobs:list",
    "mail:list",
    "glossary:list",
    "bookings:list",
    "documents:list",
    "accounts:people",
]
QUERY = [
    "q",
    "sort",
    "cursor",
    "format",
    "page",
    "next",
    "state",
    "to",
    "maybe_twice",
    "which",
    "mine",
    "objective",
    "missing",
    "kind",
    "active",
    "language",
    "role",
    "second_factor",
    "open",
    "subject",
]


@pytest.fixture
def world(make_user, sign_in):
    everybody = people(make_user)
    world = World(everybody, reader="administrator")
    world.browser = sign_in(everybody["administrator"], raise_request_exception=False)
    world.anonymous = Client(raise_request_exception=False)
    world.person = everybody["person"]
    return world


def pages(world):
    """Every address that can be read, for an object that is there."""
    seen = set()
    for name, method, whose, _answers in rows():
        if method == "GET" and name not in seen and whose != "absent" and "logout" not in name:
            seen.add(name)
            yield name, world.url(name, whose)


def test_query_strings_of_lists(world):
    """Everything wrong at once; alone, what would hide behind the rest."""
    for maker in ("jobs:task", "jobs:detail", "mail:detail", "bookings:detail", "documents:file"):
        world.url(maker, "own")
    asked = [
        (name, dict.fromkeys(QUERY, value))
        for place, name in enumerate(LISTS)
        for value in NASTY[place % 3 :: 3]
    ]
    for value in NASTY:
        asked += [("jobs:tasks", {key: value}) for key in ("cursor", "sort")]
        asked.append(("jobs:tasks", dict.fromkeys(QUERY, value) | {"format": "csv"}))
    faults = []
    for name, values in asked:
        answer = ask(world.browser, "get", reverse(name), values)
        b"".join(answer)
        if answer.status_code >= 500:
            faults.append(f"{name} {str(values)[:60]}: {answer.status_code}")
    assert not faults, "\n".join(faults)


def test_query_strings_of_all_pages(world):
    wrong = cycle(["\x00", "\ud800", "x" * 7_000, str(2**63), "//evil.example"])
    faults = []
    for name, url in pages(world):
        for browser in (world.browser, world.anonymous):
            answer = ask(browser, "get", url, {key: next(wrong) for key in QUERY})
            if answer.status_code >= 500:
                faults.append(f"{name}: {answer.status_code}")
        next(wrong)  # each key meets each value on some page
    assert not faults, "\n".join(faults)


def test_a_thousand_and_one_parameters(world):
    values = [(f"p{number}", "1") for number in range(1_001)]
    for name in LISTS:
        assert ask(world.browser, "get", reverse(name), values).status_code == 400


FORMS = {
    "accounts:profile": {"name": "Ann", "language": "en"},
    "accounts:invite": {"name": "A", "email": "a@example.org", "role": "staff", "language": "en"},
    "accounts:reset_second_factor": {"reason": "lost", "spoken": "met", "sure": "on"},
    "accounts:person": {"role": "staff", "is_active": "on"},
    "jobs:task_create": {
        "what": "A",
        "owner": "{staff}",
        "due": "2026-05-05T10:00",
        "objective": "1",
        "context": "",
    },
    "jobs:task_edit": {
        "what": "A",
        "owner": "{staff}",
        "due": "2026-05-05T10:00",
        "objective": "1",
        "context": "",
        "version": "1",
    },
    "home:target_create": {
        "objective": "2",
        "value": "9",
        "counts_from": "2026-01-01",
        "counts_until": "2027-12-31",
    },
    "home:target_update": {
        "objective": "2",
        "value": "9",
        "counts_from": "2026-01-01",
        "counts_until": "2027-12-31",
        "version": "1",
    },
    "bookings:create": {"kind": "room", "label": "Room", "active": "on"},
    "bookings:edit": {"kind": "room", "label": "Room", "active": "on", "version": "1"},
    "bookings:book": {"date": "{day}", "start": "10:00", "end": "11:00", "what": "A"},
    "bookings:move": {
        "date": "{day}",
        "start": "10:00",
        "end": "11:00",
        "what": "A",
        "version": "1",
    },
    "bookings:cancel": {},
    "glossary:create": {
        "word_en": "A",
        "public_meaning_en": "B",
        "private_meaning_en": "C",
        "false_friend_uk": "D",
    },
    "glossary:edit": {
        "word_en": "A",
        "public_meaning_en": "B",
        "private_meaning_en": "C",
        "version": "1",
    },
    "glossary:delete": {},
    "documents:make": {"language": "en"},
    "mail:again": {"to": "a@example.org"},
    "set_language": {"language": "en", "next": "/en/"},
    "account_email": {"email": "b@example.org", "action_add": "1"},
    "account_change_password": {"oldpassword": "x", "password1": "y", "password2": "z"},
    "account_reauthenticate": {"password": "x", "next": "/en/"},
    "mfa_reauthenticate": {"code": "123456", "next": "/en/"},
}
SIGNED_OUT = {
    "account_login": {"login": "a@example.org", "password": "x", "next": "/en/"},
    "account_signup": {"name": "A", "email": "c@example.org", "password1": "a long passphrase"},
    "account_reset_password": {"email": "d@example.org"},
    "mfa_login_webauthn": {"credential": "{}"},
    "set_language": {"language": "en", "next": "/en/"},
}
SENT = [
    "",
    "a\x00b",
    "\ud800",
    "x" * 70_000,
    "9" * 5_000,
    "0",
    "-1",
    str(2**31),
    str(2**63),
    "0001-01-01",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "a" * 60 + "@" + "b." * 110 + "example",
    "a" * 64 + "@" + ("b" * 60 + ".") * 4 + "org",
]


def sent(browser, name, url, values, faults):
    """Three wrong values in each field, which differ from field to field, then all at once."""
    fields, number = [*values, "idempotency_key"], len(SENT)
    sendings = [
        values | {field: SENT[(3 * place + step) % number]}
        for place, field in enumerate(fields)
        for step in range(3)
    ]
    sendings += [dict.fromkeys(fields, value) for value in SENT[1:5]]
    for sending in sendings:
        answer = ask(browser, "post", url, sending)
        if answer.status_code >= 500:
            faults.append(f"{name} {str(sending)[:80]}: {answer.status_code}")


def test_every_form(world, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    faults = []
    given = {"staff": world.staff.pk, "day": f"{tomorrow():%Y-%m-%d}"}
    for name, form in FORMS.items():
        values = {key: value.format(**given) for key, value in form.items()}
        whose = "own" if name in MAKERS else "-"
        sent(world.browser, name, world.url(name, whose), values, faults)
    for name, values in SIGNED_OUT.items():
        sent(world.anonymous, name, reverse(name), values, faults)
    assert not faults, "\n".join(faults)
