"""What organisations offer: public with its organisation, compiled offers with their source."""

import pytest

from chamber.history.models import Entry
from partners.models import Offer
from tests import factories
from tests.partners.pages import errors, send

pytestmark = pytest.mark.django_db


def seen(browser):
    return {str(offer) for offer in browser.get("/en/partners/offers/").context["object_list"]}


def test_an_offer_is_as_public_as_its_organisation(client, make_user, sign_in):
    factories.offer("Open")
    factories.offer("Draft", status="draft")
    factories.offer("For members", visibility="members")
    hidden = factories.offer("Hidden", organisation=factories.organisation(visibility="staff"))
    assert seen(client) == {"Open"}
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert len(seen(sign_in(make_user(role="read-only")))) == 4


def test_a_compiled_offer_names_its_source_and_its_language(client):
    source = "https://www.example.org/page"
    offer = factories.offer(
        None, title_nl="Wachtrij korter", compiled=True, source_url=source, summary_nl="Vlugger."
    )
    page = client.get(offer.get_absolute_url()).content.decode()
    assert f'<a href="{source}">example.org</a>' in page
    assert "Compiled from public sources" in page
    assert '<span lang="nl">Wachtrij korter</span>' in page
    factories.indexed()
    shown = client.get("/en/partners/offers/", {"q": "wachtrijen"}).context["object_list"]
    assert [str(row) for row in shown] == ["Wachtrij korter"]


def test_staff_write_an_offer_down(make_user, sign_in):
    browser, owner = sign_in(make_user(role="staff")), factories.organisation("VIL")
    new = f"/en/partners/{owner.slug}/offers/new/"
    wrong = send(browser, new, keywords="x" * 81, expires_on="never", source_url="nowhere")
    assert set(errors(wrong)) == {"title_en", "summary_en", "keywords", "expires_on", "source_url"}
    answer = send(browser, new, title_uk="Черга", summary_uk="Менше чекати", keywords="порт\nчерга")
    offer = Offer.objects.get()
    assert answer.headers["Location"] == offer.get_absolute_url()
    assert (offer.organisation, offer.status) == (owner, "draft")
    assert (offer.keywords, offer.profile.titles) == (["порт", "черга"], {"uk": "Черга"})
    assert Entry.objects.get().verb == "created"
