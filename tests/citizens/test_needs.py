"""What port cities need: read by everybody, written by their officials and the chamber."""

import pytest
from django.utils import timezone

from chamber.chain.models import ChainLink
from chamber.jobs import queue
from chamber.jobs.models import Job
from citizens import needs
from citizens.models import Need
from partners.matching import sources, suggest
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(make_user, sign_in):
    return sign_in(make_user(role="staff"))


@pytest.fixture
def official(make_user, sign_in):
    """Somebody who writes for the council of Odesa."""
    user = make_user(name="Iryna Bondar")
    factories.official(user, "Odesa")
    return sign_in(user)


def answers(city, **more):
    return {
        "city": city.pk,
        "horizon": "short",
        "title_uk": "Коротші черги вантажівок",
        "summary_uk": "Вантажівки годинами стоять біля порту.",
        "source": "city",
        "status": "published",
    } | more


def body(answer):
    return answer.content.decode()


def test_an_official_writes_for_the_own_city_only(official):
    mykolaiv, odesa = factories.place("Mykolaiv"), factories.place("Odesa")
    form = body(official.get("/en/citizens/needs/new/"))
    assert f'value="{odesa.pk}"' in form
    assert "Mykolaiv" not in form
    refused = official.post("/en/citizens/needs/new/", answers(mykolaiv))
    assert refused.status_code == 200
    assert not Need.objects.exists()
    official.post("/en/citizens/needs/new/", answers(odesa))
    need = Need.objects.get()
    assert (need.city, need.title_uk) == (odesa, "Коротші черги вантажівок")
    assert need.written_by.name == "Iryna Bondar"
    theirs = factories.need(city="Mykolaiv", status="published")
    assert official.get(f"{theirs.get_absolute_url()}edit/").status_code == 403
    assert official.post(f"{theirs.get_absolute_url()}match/").status_code == 403


def test_a_published_need_is_matched_in_the_background(official, staff):
    port = factories.topic("Port mobility", synonyms={"uk": ["порт"], "en": ["port"]})
    sources.profile_offer(factories.offer("Truck appointments", topics=[port]))
    official.post("/en/citizens/needs/new/", answers(factories.place("Odesa")))
    queue.run_all("default")
    need = Need.objects.get()
    for reader in (official, staff):
        page = body(reader.get(need.get_absolute_url()))
        assert "Truck appointments" in page
        assert "Both are about Port mobility." in page
    assert "This fits" in body(staff.get(need.get_absolute_url()))
    assert "This fits" not in body(official.get(need.get_absolute_url()))


def test_drafts_are_for_the_city_and_the_chamber(client, official, staff, make_user, sign_in):
    draft = factories.need("Quieter trams", status="draft")
    citizen = sign_in(make_user())
    for reader in (client, citizen):
        assert reader.get(draft.get_absolute_url()).status_code == 404
        assert "Quieter trams" not in body(reader.get("/en/citizens/needs/"))
    for reader in (official, staff):
        assert "Quieter trams" in body(reader.get("/en/citizens/needs/?status=draft"))


def test_the_city_that_the_source_does_not_name_is_not_public(client, staff):
    need = factories.need(
        "Sort textile waste",
        city="Kherson",
        city_assigned=True,
        ask_inferred=True,
        compiled=True,
        source_url="https://example.org/page",
    )
    listing, page = "/en/citizens/needs/", need.get_absolute_url()
    csv = b"".join(client.get(f"{listing}?format=csv")).decode()
    for text in (body(client.get(listing)), body(client.get(page)), csv):
        assert "Sort textile waste" in text
        assert "Kherson" not in text
    assert "worded by who compiled it" in body(client.get(page))
    assert 'href="https://example.org/page"' in body(client.get(page))
    by_city = f"{listing}?city={need.city_id}"
    factories.need("Backup power", city="Kherson")
    assert "Backup power" in body(client.get(by_city))
    assert "Sort textile waste" not in body(client.get(by_city))
    assert "Sort textile waste" in body(staff.get(by_city))
    assert "Kherson" in body(staff.get(page))


def test_staff_say_yes_and_no_and_the_chain_remembers(staff):
    port = factories.topic("Port mobility", synonyms={"en": ["port"]})
    offer = factories.offer("Truck appointments", topics=[port])
    other = factories.offer("Container registry", topics=[port])
    need = factories.need(topics=[port])
    for one in (offer, other):
        sources.profile_offer(one)
    needs.keep(need, by=None)
    suggest.refresh(need.profile, at=timezone.now())
    good = need.profile.suggestions.get(candidate=offer.profile)
    bad = need.profile.suggestions.get(candidate=other.profile)
    page, verb = need.get_absolute_url(), "/en/partners/suggestions/{}/{}/"
    answer = staff.post(verb.format(good.pk, "accept"), {"next": page})
    assert answer.headers["Location"] == page
    assert ChainLink.objects.out_of(need).count() == 2  # the offer and who makes it
    empty = staff.post(verb.format(bad.pk, "dismiss"), {"reason": " ", "next": page})
    assert "Say why it does not fit." in body(empty)
    answer = staff.post(
        verb.format(bad.pk, "dismiss"), {"reason": "Software.", "next": "https://evil.example/"}
    )
    assert answer.headers["Location"] == page
    assert "Container registry" in body(staff.get(page))  # in the message
    assert "Container registry" not in body(staff.get(page))
    bad.refresh_from_db()
    assert (bad.state, bad.reason) == ("dismissed", "Software.")


def test_partners_are_found_again_on_request(staff):
    need = factories.need(status="draft")
    answer = staff.post(f"{need.get_absolute_url()}match/")
    job = Job.objects.get(kind="partners.match")
    assert answer.headers["Location"] == job.get_absolute_url()
    queue.run_all("default")
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.result["url"] == need.get_absolute_url()
