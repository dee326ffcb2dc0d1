"""Who finds whom in the directory, and how staff keep it."""

import csv
import io
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from chamber.history.models import Entry
from chamber.jobs.models import Job
from partners.directory import search
from partners.models import Identifier, Industry, Membership, Organisation
from tests import factories
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db
LIST = "/en/partners/"
NEW = "/en/partners/new/"


def listed(browser, query=""):
    factories.indexed()
    return [str(row) for row in browser.get(f"{LIST}?{query}").context["object_list"]]


def names(browser, query=""):
    return set(listed(browser, query))


def exported(browser):
    text = b"".join(browser.get(f"{LIST}?format=csv")).decode("utf-8-sig")
    return {row["Name"] for row in csv.DictReader(io.StringIO(text))}


def in_the_workbook(browser):
    """The names on the first sheet, whose other columns are those of the CSV."""
    sheet = load_workbook(io.BytesIO(b"".join(browser.get(f"{LIST}?format=xlsx")))).worksheets[0]
    text = b"".join(browser.get(f"{LIST}?format=csv")).decode("utf-8-sig")
    assert [cell.value for cell in sheet[1]] == next(csv.reader([text.splitlines()[0]]))
    return {cell.value for cell in sheet["A"][1:]}


@pytest.fixture
def everybody(make_user):
    """One reader of each sort; ``member`` belongs to Open, ``owner`` to a draft."""
    readers = {name: make_user() for name in ("person", "member", "owner")}
    readers["reader"] = make_user(role="read-only")
    kept = {
        "Open": {},
        "For members": {"visibility": "members"},
        "Inside": {"visibility": "staff"},
        "Draft": {"status": "draft"},
    }
    rows = {name: factories.organisation(name, **fields) for name, fields in kept.items()}
    for who, where in [("member", "Open"), ("owner", "Draft")]:
        person = factories.person(who, user=readers[who])
        Membership.objects.create(person=person, organisation=rows[where], role="owner")
    return readers


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("", {"Open"}),
        ("person", {"Open"}),
        ("member", {"Open", "For members"}),
        ("owner", {"Open", "Draft"}),
        ("reader", {"Open", "For members", "Inside", "Draft"}),
    ],
)
def test_list_file_and_page_show_the_same(everybody, sign_in, client, reader, expected):
    browser = sign_in(everybody[reader]) if reader else client
    assert names(browser) == exported(browser) == in_the_workbook(browser) == expected
    pages = {row: browser.get(row.get_absolute_url()).status_code for row in all_of_them()}
    assert {str(row) for row, status in pages.items() if status == 200} == expected
    assert set(pages.values()) <= {200, 404}


def all_of_them():
    return Organisation.objects.order_by("pk")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Одеса", ["Odesa Polytechnic"]),
        ("odessa poly", ["Odesa Polytechnic"]),
        ("кіностудії", ["Одеська кіностудія"]),
        ("kinostudija", ["Одеська кіностудія"]),
        ("Antwrep", ["Port of Antwerp", "Odesa Polytechnic"]),  # which has its seat there
        ("po", ["Port of Antwerp", "Odesa Polytechnic"]),
        ("ANTWÈRP", ["Port of Antwerp", "Odesa Polytechnic"]),
        ("havens", ["Port of Antwerp"]),
        ("???", []),
    ],
)
def test_search_minds_neither_script_nor_case_nor_a_slip(client, words, expected):
    factories.organisation("Odesa Polytechnic")
    factories.organisation("Port of Antwerp", aliases=["Haven van Antwerpen"])
    Organisation.objects.create(name_uk="Одеська кіностудія", status="published")
    assert listed(client, urlencode({"q": words})) == expected


def test_filters_reach_below_a_topic_and_where_somebody_works(client):
    logistics = factories.topic("Logistics")
    trucks = factories.topic("Lorries", parent=logistics)
    odesa = factories.place("Odesa")
    factories.organisation("Above", topics=[logistics])
    factories.organisation("Below", topics=[trucks], operating_place=odesa, kind="university")
    factories.organisation("Beside", country="UA")
    assert names(client, "topic=logistics") == {"Above", "Below"}
    assert names(client, "topic=logistics&topic=lorries") == {"Above", "Below"}
    assert names(client, "topic=lorries") == {"Below"}
    assert names(client, f"place={odesa.pk}") == {"Below"}
    assert names(client, "kind=university&kind=company&country=UA") == {"Beside"}
    assert names(client, "topic=nothing&kind=spaceship") == set()


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def test_a_new_organisation(browser, client):
    Industry.objects.create(code="52.24", level=4, name_en="Cargo handling")
    topic = factories.topic("Logistics")
    sent = {"name_uk": "Порт Антверпен", "kind": "port-authority", "country": "BE"}
    sent |= {"KBO": "0248.399.380", "nace": "5224", "topics": [topic.pk]}
    sent |= {"aliases": "PoAB\n\n PoAB \nHaven", "phone": "03 205 20 11", "status": "published"}
    sent |= {"website": "www.portofantwerpbruges.com", "languages": ["nl", "uk"]}
    answer = send(browser, NEW, **sent)
    row = Organisation.objects.get()
    assert answer.headers["Location"] == f"/en/partners/{row.slug}/"
    assert (row.slug, row.domain) == ("port-antverpen", "portofantwerpbruges.com")
    assert (row.aliases, row.phone, row.languages) == (
        ["PoAB", "Haven"],
        "+32 3 205 20 11",
        ["nl", "uk"],
    )
    assert [(one.scheme, one.value, one.verified) for one in row.identifiers.all()] == [
        ("KBO", "0248399380", False)
    ]
    assert [industry.code for industry in row.industries.all()] == ["52.24"]
    assert Entry.objects.get().verb == "created"
    assert Job.objects.filter(kind="partners.match").exists()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "0248.399.380" in page
    assert "+32 3 205 20 11" not in page  # the chamber's own


def test_what_is_wrong_stands_at_its_field(browser):
    other = factories.organisation("Other")
    Identifier.objects.create(organisation=other, scheme="KVK", value="12345678")
    sent = {"KBO": "0248.399.381", "KVK": "12345678", "LEI": "x", "nace": "99.99"}
    sent |= {"phone": "12", "website": "no address", "email": "nobody", "country": "Atlantis"}
    found = errors(send(browser, NEW, **sent))
    assert set(found) == {"name_en", *sent}
    assert "check digit" in found["KBO"][0]
    assert "belongs to Other" in found["KVK"][0]
    assert "99.99" in found["nace"][0]
    assert Organisation.objects.count() == 1


def test_editing_keeps_what_is_not_in_the_way_and_takes_numbers_away(browser):
    row = factories.organisation("VIL", country="SE", languages=["sv"])
    for scheme, value in [("KBO", "0248399380"), ("ROR", "05f950310")]:
        Identifier.objects.create(organisation=row, scheme=scheme, value=value)
    edit = reverse("partners:organisation_edit", args=[row.slug])
    assert fields(browser.get(edit))["KBO"] == "0248.399.380"
    send(browser, edit, ROR="", name_nl="VIL vzw")
    row.refresh_from_db()
    assert (row.name_en, row.name_nl, row.country, row.languages) == (
        "VIL",
        "VIL vzw",
        "SE",
        ["sv"],
    )
    assert [number.value for number in row.identifiers.all()] == ["0248399380"]


def test_what_was_searched_comes_best_first_on_the_page_and_in_the_file(client):
    factories.organisation("Aardvark", description_en="Beside the harbour crane.")
    factories.organisation("Harbour crane")
    factories.indexed()
    page = client.get(f"{LIST}?q=harbour+crane")
    assert [str(row) for row in page.context["object_list"]] == ["Harbour crane", "Aardvark"]
    assert [sort.direction for sort in page.context["sorts"]] == ["", ""]
    file = b"".join(client.get(f"{LIST}?q=harbour+crane&format=csv")).decode()
    assert file.index("Harbour crane") < file.index("Aardvark")
    by_name = client.get(page.context["sorts"][0].url)
    assert [str(row) for row in by_name.context["object_list"]] == ["Aardvark", "Harbour crane"]
    assert "Best first" in by_name.content.decode()


def test_of_more_than_can_be_ranked_the_best_known_are_shown_and_it_is_said(client, monkeypatch):
    monkeypatch.setattr(search, "SOME", 3)
    for number in range(5):
        factories.organisation(f"Quay {number}")
    known = factories.organisation("Quay last")
    factories.offer("Mooring", organisation=known)
    factories.indexed()
    page = client.get(f"{LIST}?q=quay")
    assert "Quay last" in map(str, page.context["object_list"])
    assert len(page.context["object_list"]) < 6
    assert page.context["count"].capped
    assert not client.get(f"{LIST}?q=mooring").context["count"].capped
