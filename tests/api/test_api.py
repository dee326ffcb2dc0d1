"""What programs read: by the same rules of sight as the pages, with keys, ETags and limits."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from chamber.api import keys
from chamber.api.models import Key
from chamber.api.portal import per_reader
from chamber.wsgi import application
from tests import factories

QUIET = list(HealthCheck)
LIST = "/api/v1/organisations/"
pytestmark = pytest.mark.django_db


def slugs(browser, query="", **headers):
    return [row["slug"] for row in browser.get(f"{LIST}?{query}", **headers).json()["items"]]


def bearer(secret):
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


@pytest.fixture
def three():
    """One organisation for everybody, one for members, one draft."""
    contact = {"email": "desk@example.org", "safety_note_en": "Ring before you come."}
    public = factories.organisation("Port House", topics=[factories.topic("Logistics")], **contact)
    members = factories.organisation("Members House", visibility="members")
    draft = factories.organisation("Draft House", status="draft")
    factories.indexed()
    return public, members, draft


def test_each_reader_reads_what_the_pages_show_them(three, client, make_user, sign_in):
    public, members, draft = three
    member, staff = make_user(), make_user(role="staff")
    factories.person("M M", organisation=members, user=member, email=member.email)
    assert slugs(client) == [public.slug]
    assert slugs(sign_in(member)) == [public.slug, members.slug]
    assert slugs(sign_in(staff)) == [public.slug, members.slug, draft.slug]
    assert client.get(f"{LIST}{members.slug}/").status_code == 404
    of = {
        name: browser.get(f"{LIST}{public.slug}/").json()
        for name, browser in (("anybody", client), ("member", sign_in(member)))
    }
    assert (of["anybody"]["email"], of["member"]["email"]) == (None, "desk@example.org")
    assert (of["anybody"]["safety_note"], of["anybody"]["status"]) == (None, None)
    assert of["member"]["safety_note"] == {"en": "Ring before you come."}


def test_words_and_facets_narrow_it_down(three, client):
    public, *_rest = three
    assert slugs(client, "q=hous") == [public.slug]
    assert slugs(client, "topic=logistics&kind=company") == [public.slug]
    assert slugs(client, "topic=energy") == slugs(client, "status=draft&q=draft") == []


def test_pages_lead_on_and_back(client):
    for number in range(3):
        factories.organisation(f"House {number}")
    first = client.get(f"{LIST}?limit=2").json()
    second = client.get(f"{LIST}?limit=2&cursor={first['next']}").json()
    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    back = client.get(f"{LIST}?limit=2&cursor={second['previous']}").json()
    assert back["items"] == first["items"]
    assert (first["previous"], second["next"]) == (None, None)


def test_the_same_answer_is_not_sent_twice(three, client):
    answer = client.get(LIST)
    again = client.get(LIST, HTTP_IF_NONE_MATCH=answer.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    three[0].phone = "+3235551212"
    three[0].name_en = "Port House of Antwerp"
    three[0].save()
    assert client.get(LIST, HTTP_IF_NONE_MATCH=answer.headers["ETag"]).status_code == 200
    assert client.head(LIST).status_code == 200


def test_a_key_reads_what_its_owner_may_read_until_it_is_revoked(three, make_user, sign_in):
    user = make_user(role="staff")
    browser, program = sign_in(user), Client()
    page = browser.post("/en/account/keys/", {"name": "Our website"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in browser.get("/en/account/keys/").content.decode()
    assert secret not in str(list(Key.objects.values()))
    assert len(slugs(program, **bearer(secret))) == 3
    key = Key.objects.get()
    browser.post(f"/en/account/keys/{key.pk}/revoke/")
    assert program.get(LIST, **bearer(secret)).status_code == 401
    assert program.get(LIST, **bearer("cp_invented")).status_code == 401
    late = timezone.now() + keys.LASTS + timedelta(days=1)
    _key, secret = keys.make(user, name="Another", at=timezone.now())
    assert keys.holder(secret, at=timezone.now()) == user
    assert keys.holder(secret, at=late) is None
    user.is_active = False
    user.save()
    assert keys.holder(secret, at=timezone.now()) is None


def test_who_asks_too_often_is_told_when_to_come_back(client, make_user, sign_in, monkeypatch):
    monkeypatch.setattr(per_reader, "num_requests", 2)
    assert [client.get(LIST).status_code for _time in range(3)] == [200, 200, 429]
    assert 0 < int(client.get(LIST).headers["Retry-After"]) <= 60
    assert sign_in(make_user()).get(LIST).status_code == 200  # counted by themselves


def test_what_is_public_may_be_shown_by_other_pages(three, client, make_user, sign_in):
    assert client.get(LIST).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in sign_in(make_user()).get(LIST).headers


def test_queries_do_not_grow(three, client, django_assert_num_queries):
    client.get(LIST)
    with django_assert_num_queries(4):
        client.get(LIST)
    for _more in range(3):
        factories.organisation(topics=[factories.topic("Energy")])
    with django_assert_num_queries(4):
        client.get(LIST)


@pytest.fixture
def kept_open():
    """As Django's own test client does: the end of a request leaves the test's connection open."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("kept_open")
def test_it_answers_as_it_is_described(three):
    """Whatever the description allows is asked, and each answer is as described."""
    factories.offer(organisation=three[0])
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 7
    for operation in operations:

        @settings(max_examples=8, deadline=None, database=None, suppress_health_check=QUIET)
        @given(case=operation.as_strategy())
        def ask(case):
            case.call_and_validate()

        ask()
