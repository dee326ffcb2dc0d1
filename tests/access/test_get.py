"""The methods beside GET and POST: HEAD is GET without a body, and nothing takes the others."""

import pytest

from tests.access.test_matrix import ask, rows
from tests.access.world import World, addresses, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unwatched")]


@pytest.fixture
def browser(everybody, sign_in):
    return sign_in(everybody["administrator"])


@pytest.fixture
def everybody(make_user):
    return people(make_user)


@pytest.fixture
def readable(everybody):
    """Every address once for each kind of object, and what the administrator gets for a GET."""
    world = World(everybody, reader="administrator")
    return [
        (name, world.url(name, whose), answers["administrator"])
        for name, method, whose, answers in rows()
        if method == "GET"
    ]


def test_no_address_is_left_out(readable):
    assert {name for name, *_ in readable} == set(addresses())


def test_head_is_answered_like_get_and_writes_nothing(readable, browser):
    wrong = [
        f"{name}: {answer}"
        for name, url, expected in readable
        if (answer := ask(browser, "head", url)) != (expected, 0)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_address_takes_another_method(readable, browser):
    for name, url, _expected in readable:
        for method in ("put", "patch", "delete", "trace"):
            answer = getattr(browser, method)(url)
            assert answer.status_code == 405, f"{method} {name}"
            assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
