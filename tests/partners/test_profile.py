"""Who sees which field of a profile: on its page, in its structured data and on paper."""

import html
import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from chamber.documents import kinds, press, sheets
from chamber.documents.models import Document
from chamber.jobs import queue as jobs
from partners.models import Identifier, Industry, Offer, Reference
from partners.models.reading import CONTACT, FIELDS, Reader
from partners.presenting import sheet
from tests import factories
from tests.security.test_markup import EVIL, harmless

pytestmark = pytest.mark.django_db
READERS = ("visitor", "person", "member", "owner", "chamber")
# A word for each field by which one knows that it is shown; those without words of their own
# (a status is one of five) are known by their label.
WORDS = {
    **{"name": "Sentinel House", "aliases": "Sentinel alias", "website": "sentinel.example.org"},
    **{"description": "Sentinel description", "safety_note": "Sentinel shelter"},
    **{"email": "sentinel@example.org", "phone": "+32 3 205 20 11", "size": "50 to 249"},
    **{"seat": "Antwerp", "operating_place": "Lviv", "languages": "Dutch", "topics": "Logistics"},
    **{"industries": "52.24", "identifiers": "0248.399.380", "source": "Sentinel source"},
    **{"access": "visited by arrangement", "confirmed_on": "3 March 2026"},
    **{"offers": "Sentinel offer", "references": "Sentinel reference"},
    **{"clusters": "Sentinel cluster", "technologies": "Sentinel technology"},
    **{"status": "Status", "visibility": "Visible to", "contact_visibility": "Contact visible to"},
    **{"renew_by": "3 March 2027", "country": "Belgium", "kind": "university"},
    **{"completeness": "profile is complete to", "colleagues": "Sentinel Colleague"},
}
# Not on paper: what moves every day, and people.
PAGE_ONLY = {"completeness", "colleagues"}
# What other pages of the chamber hold, or lies in one of their slots.
ELSEWHERE = {"checks", "interactions", "missions", "history"}
# In structured data only these fields have a property.
STRUCTURED = {
    **{"name": "name", "aliases": "alternateName", "website": "url", "topics": "knowsAbout"},
    **{"description": "description", "seat": "address", "languages": "knowsLanguage"},
    **{"identifiers": "identifier", "offers": "makesOffer", "clusters": "memberOf"},
    **{"email": "email", "phone": "telephone"},
}


@pytest.fixture
def house():
    row = factories.organisation(
        WORDS["name"],
        **{"aliases": [WORDS["aliases"]], "website": f"https://{WORDS['website']}"},
        **{"description_en": WORDS["description"], "safety_note_en": WORDS["safety_note"]},
        **{"email": WORDS["email"], "phone": WORDS["phone"], "size": "medium"},
        **{"kind": "university", "languages": ["nl"], "source": WORDS["source"]},
        **{"access": "restricted", "operating_place": factories.place("Lviv")},
        **{"confirmed_on": date(2026, 3, 3), "renew_by": date(2027, 3, 3)},
        topics=[factories.topic("Logistics")],
    )
    row.industries.add(Industry.objects.create(code="52.24", level=4, name_en="Cargo handling"))
    Identifier.objects.create(organisation=row, scheme="KBO", value="0248399380", verified=True)
    Identifier.objects.create(organisation=row, scheme="LEI", value="529900T8BM49AURSDO55")
    factories.offer(WORDS["offers"], organisation=row, expires_on=date(2027, 5, 1))
    factories.technology(WORDS["technologies"], providers=[row])
    factories.cluster(WORDS["clusters"], slug="sentinel", organisation=row)
    factories.person(WORDS["colleagues"], organisation=row)
    for visibility in ("public", "members", "staff"):
        more = {"organisation": row, "visibility": visibility}
        Reference.objects.create(what_en=f"Sentinel reference for {visibility}", **more)
        factories.offer(f"Wanted by {visibility}", kind="business-request", **more)
    return row


@pytest.fixture
def everybody(house, make_user):
    readers = {"person": make_user(), "chamber": make_user(role="read-only")}
    for who, organisation in [("member", factories.organisation()), ("owner", house)]:
        readers[who] = make_user()
        factories.person(who, organisation=organisation, user=readers[who], role="owner")
    return readers


@pytest.fixture
def browse(everybody, sign_in, client):
    return lambda who: sign_in(everybody[who]) if who in everybody else client


def words_of(page):
    """The page without its language switch and its form fields, as a reader reads it."""
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def is_told(field, said):
    """Whether the word of ``field`` stands in ``said``; a label stands there by itself."""
    if field == "visibility":
        return bool(re.search(r"(?<!Contact )Visible to (everybody|members|the chamber)", said))
    return WORDS[field] in said


def expected(reader, house):
    return {name for name in WORDS if reader.sees(house, name)}


@pytest.mark.parametrize("who", READERS)
def test_page_and_paper_show_what_the_table_says(house, everybody, browse, who):
    assert set(WORDS) | ELSEWHERE == set(FIELDS) | CONTACT
    browser = browse(who)
    for chosen in ("public", "members", "staff"):
        house.contact_visibility = chosen
        house.save()
        user = everybody.get(who)
        reader = Reader.of(user) if user else Reader.of(browser.get("/en/").wsgi_request.user)
        shown = expected(reader, house)
        said = words_of(browser.get(house.get_absolute_url()))
        assert {name for name in WORDS if is_told(name, said)} == shown
        for visibility in ("public", "members", "staff"):
            visible = visibility in reader.visibilities or who == "owner"
            assert (f"Sentinel reference for {visibility}" in said) is visible
            assert (f"Wanted by {visibility}" in said) is visible
        told = json.dumps(sheets.build(kinds.get(sheet.kind_for(reader, house)), house.slug, "en"))
        on_paper = {name for name in WORDS if name not in PAGE_ONLY and WORDS[name] in told}
        own = {"visibility", "contact_visibility", "status", "renew_by"} | CONTACT
        assert on_paper - own == shown - PAGE_ONLY - own
        assert on_paper <= shown  # a member's paper, for the owner too: no more than they see
        if who == "chamber":
            assert on_paper == shown - PAGE_ONLY
    assert ("Sentinel reference for staff" in told) is (who == "chamber")


def described(page):
    [words] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.S
    )
    return json.loads(words)


def test_machines_read_what_everybody_may_see(house, client, sign_in, make_user):
    def told():
        return described(client.get(house.get_absolute_url()))

    said = told()
    assert said["@type"] == "CollegeOrUniversity"
    assert set(STRUCTURED.values()) - set(said) == {"email", "telephone"}
    assert said["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Antwerp",
        "addressCountry": "BE",
    }
    assert said["leiCode"] == "529900T8BM49AURSDO55"
    assert [one["value"] for one in said["identifier"]] == ["0248399380"]
    assert [one["name"] for one in said["memberOf"]] == ["Sentinel cluster"]
    names = [one["name"] for one in said["makesOffer"]]
    assert names == ["Sentinel offer", "Sentinel technology"]
    assert [one["name"] for one in said["seeks"]] == ["Wanted by public"]
    assert "shelter" not in json.dumps(said)
    house.contact_visibility = "public"
    house.save()
    assert {"email", "telephone"} <= set(told())
    page = client.get(f"/nl/partners/{house.slug}/").content.decode()
    assert f'hreflang="uk" href="http://localhost:8000/uk/partners/{house.slug}/"' in page
    assert f'rel="canonical" href="http://localhost:8000/nl/partners/{house.slug}/"' in page
    assert '<meta name="description" content="Sentinel description">' in page
    house.visibility = "members"
    house.save()
    page = sign_in(make_user(role="read-only")).get(house.get_absolute_url()).content.decode()
    assert "ld+json" not in page and "canonical" not in page


def test_words_of_people_end_no_data_block(house, client):
    house.description_en = house.name_en = EVIL[:200]
    house.aliases, house.source = [EVIL[:200], "<!--<script>"], EVIL
    house.save()
    factories.offer(EVIL[:200], organisation=house)
    Reference.objects.create(organisation=house, what_en=EVIL, result_en=EVIL, customer=EVIL[:200])
    page = client.get(house.get_absolute_url())
    assert harmless(page.content.decode()) and page.content.count(b"<!--") == 0
    assert described(page)["name"] == EVIL[:200]
    kind = kinds.get("profile-public")
    data = sheets.build(kind, house.slug, "en")
    assert harmless(sheets.on_paper(kind, data, language="en", edition=1, at=timezone.now()))


def test_a_paper_is_for_whom_it_was_made_and_as_it_stands(house, browse, client, everybody):
    """A member has it printed; what the organisation hides afterwards is not handed out."""
    house.contact_visibility = "public"
    house.save()
    show, make = (f"/en/documents/profile-members/{house.slug}/{end}" for end in ("", "make/"))
    member = browse("member")
    assert client.get(show).status_code == 404 and member.get(show).status_code == 200
    assert client.post(make, {"language": "uk"}).status_code == 302
    assert browse("person").post(make, {"language": "uk"}).status_code == 403
    assert not Document.objects.exists()
    member.post(make, {"language": "uk"})
    jobs.run_all("render")
    document = Document.objects.get()
    assert document.pages in (1, 2)
    file = document.get_absolute_url()
    answer = member.get(file)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert client.get(file).headers["Location"].startswith("/en/account/login/")
    assert browse("person").get(file).status_code == 404
    house.contact_visibility = "staff"
    house.save()
    away = f"/uk/documents/profile-members/{house.slug}/"
    assert member.get(file).headers["Location"] == away
    assert WORDS["email"] not in member.get(away).content.decode()
    assert document.get_absolute_url() not in member.get(away).content.decode()
    assert browse("chamber").get(file).status_code == 200
    old, job = press.ensure("profile-members", house.slug, "uk", by=everybody["member"])
    assert job and old.version == 2


def test_an_offer_says_which_way_the_money_flows_and_how_long_it_stands(house, client):
    said = words_of(client.get(house.get_absolute_url()))
    offers, asked = said.index("What they offer"), said.index("What they ask for")
    assert offers < said.index("Sentinel offer") < asked < said.index("Wanted by public")
    assert "Who takes up the technology pays them. stands until 1 May 2027" in said
    assert "They buy, and pay who delivers." in said
    offer = Offer.objects.get(title_en=WORDS["offers"])
    offer.advantages_en, offer.partner_sought_en, offer.ipr = "Quick", "A port", "patent"
    offer.stage, offer.reviewed_at = "market", timezone.now() - timedelta(days=1)
    offer.save()
    said = words_of(client.get(offer.get_absolute_url()))
    for words in ("Quick", "A port", "patent", "on the market", "Who takes up the technology"):
        assert words in said
