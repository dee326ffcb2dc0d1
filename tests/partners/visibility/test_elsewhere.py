"""Ways in which one might learn of what is hidden without asking for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chamber.api import keys
from citizens import needs
from clusters import technologies
from partners.duplicates import merging
from partners.matching import sources
from partners.models import Identifier, Offer, Suggestion
from tests import factories
from tests.partners.pages import send

pytestmark = pytest.mark.django_db
LIST = "/en/partners/"


@pytest.fixture
def official(make_user):
    user = make_user()
    factories.official(user, "Odesa")
    return user


def test_a_city_is_suggested_only_what_it_may_see(official, make_user, sign_in):
    """What is public by itself may belong to somebody who is not."""
    need = factories.need(city="Odesa")
    suggested = {
        visibility: factories.organisation(f"House for {visibility}", visibility=visibility)
        for visibility in ("public", "members", "staff")
    }
    suggested["nobody"] = factories.organisation("House for nobody", status="archived")
    profiles = []
    for name, house in suggested.items():
        offer = factories.offer(f"Offer of {name}", organisation=house)
        technology = factories.technology(f"Technology of {name}", providers=[house])
        profiles += [sources.profile_offer(offer), technologies.keep(technology, by=None)]
    seeker, now = needs.keep(need, by=None), timezone.now()
    Suggestion.objects.bulk_create(
        Suggestion(seeker=seeker, candidate=one, score=50, computed_at=now) for one in profiles
    )
    url = need.get_absolute_url()
    page = sign_in(official).get(url).content.decode()
    for what in ("Offer", "Technology"):
        told = [name for name in suggested if f"{what} of {name}" in page]
        assert told == ["public", "members"]
    assert [name for name in suggested if f"House for {name}" in page] == ["public", "members"]
    whole = sign_in(make_user(role="staff")).get(url).content.decode()
    assert "Technology of staff" in whole


def test_an_offer_whose_last_day_is_over_is_not_shown_beside_who_made_it(client):
    """The profile by which it is found says so an hour later."""
    offer = factories.offer("Quay walls", organisation=factories.organisation("Port House"))
    factories.indexed()
    assert "Quay walls" in client.get(f"{LIST}?q=quay").content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    Offer.objects.filter(pk=offer.pk).update(expires_on=yesterday)
    assert "Quay walls" not in client.get(f"{LIST}?q=quay").content.decode()


def test_what_only_the_chamber_filters_by_filters_nothing_for_others(client, make_user, sign_in):
    factories.organisation("Open House")
    factories.organisation("Draft House", status="draft")
    factories.indexed()
    visitor = client.get(f"{LIST}?status=draft").content.decode()
    assert "Open House" in visitor and "Draft House" not in visitor
    staff = sign_in(make_user(role="read-only")).get(f"{LIST}?status=draft").content.decode()
    assert "Draft House" in staff and "Open House" not in staff


def test_a_key_opens_no_more_than_its_owner_reads(client, make_user, sign_in):
    user = make_user()
    factories.person(organisation=factories.organisation("Home"), user=user)
    factories.organisation("Hidden", visibility="staff", email="desk@example.org")
    factories.organisation("Shut", email="shut@example.org", contact_visibility="staff")
    _key, secret = keys.make(user, name="Website", at=timezone.now())
    for url in ("/api/v1/organisations/", "/api/v1/offers/"):
        by_key = client.get(url, HTTP_AUTHORIZATION=f"Bearer {secret}").content
        assert by_key == sign_in(user).get(url).content
        assert b"@example.org" not in by_key and b"hidden" not in by_key


def test_who_proposes_an_organisation_learns_of_none_that_is_hidden(make_user, sign_in):
    """The form asks whether one that looks like it is meant."""
    name = "Quay Walls and Sons"
    shown, hidden = (factories.organisation(name, visibility=one) for one in ("public", "staff"))
    Identifier.objects.create(organisation=hidden, scheme="KBO", value="0248399380")
    said = {"name_en": name, "kind": "company", "country": "BE", "visibility": "public"}
    browser = sign_in(make_user())
    page = send(browser, f"{LIST}new/", **said).content.decode()
    assert f'{LIST}{shown.slug}/"' in page and hidden.slug not in page
    page = send(browser, f"{LIST}new/", **said, KBO="0248.399.380").content.decode()
    assert "belongs to another organisation" in page and hidden.slug not in page


def test_a_merge_tells_nobody_an_address_that_was_hidden(client, make_user):
    """The telephone that fills a gap is seen by whom it was seen before, unless staff choose."""
    kept = factories.organisation("Port House", contact_visibility="public")
    gone = factories.organisation("Porthouse", contact_visibility="staff", phone="+32 3 205 20 11")
    said = {"by": make_user(role="staff"), "at": timezone.now()}
    merging.merge(kept, gone, taken={}, **said)
    kept.refresh_from_db()
    assert (kept.phone, kept.contact_visibility) == ("+32 3 205 20 11", "staff")
    assert "205 20 11" not in client.get(kept.get_absolute_url()).content.decode()
