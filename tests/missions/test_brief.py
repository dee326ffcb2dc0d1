"""The mission brief: written in the workspace, read as a page, printed once for each change."""

import io
import json
import subprocess

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from chamber.documents import kinds, press, sheets
from chamber.documents.models import Document
from chamber.documents.printer import printer
from chamber.glossary import loading
from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from missions import briefs
from partners.models import MatchProfile, Suggestion
from tests import factories
from tests.documents.test_paper import elements, embedded_fonts

pytestmark = pytest.mark.django_db
SAID = {
    "en": ("Mon 10 – Fri 14 May 2027", "to Antwerp", "Tuesday 11 May"),
    "uk": ("пн, 10 – пт, 14 травня 2027", "Одеса", "Антверпен", "Вівторок, 11 травня"),
}
PURPOSE = {"en": "What does the port city need?", "uk": "Чого потребує портове місто: ґрунт, їжа?"}


@pytest.fixture(scope="module", autouse=True)
def no_press_left():
    yield
    printer.close()


@pytest.fixture
def lead(make_user):
    return make_user(role="staff", name="Marijke Peeters", email="marijke@example.org")


@pytest.fixture
def mission(lead):
    """For Odesa, Mykolaiv and Kherson; without needs, people, programme or hosts."""
    for city, ukrainian in [("Odesa", "Одеса"), ("Antwerp", "Антверпен")]:
        place = factories.place(city, "UA" if city == "Odesa" else "BE")
        place.name_uk = ukrainian
        place.save()
    return factories.mission(lead, title_uk="Місія з передання технологій")


@pytest.fixture
def filled(mission):
    loading.load()
    mission.host_places.add(factories.place("Antwerp"))
    brief = mission.brief
    brief.purpose_en, brief.purpose_uk = PURPOSE["en"], PURPOSE["uk"]
    brief.practical_en = "Bring flat shoes."
    brief.save()
    need = factories.need(people_affected=40_000)
    need.profile = profile("need", need.title)
    need.save()
    mission.needs.add(need, factories.need("Ще чернетка", status="draft"))
    receive(mission, need)
    kravets = factories.person("Olena Kravets", email="olena@example.org")
    factories.participant(mission, person=kravets, state="accepted", places=2)
    factories.participant(mission, person=factories.person("Andrii Melnyk"), state="invited")
    item = factories.item(mission, place=factories.place("Antwerp"))
    item.delegations.set(mission.delegations.filter(city__name_en="Odesa"))
    return mission


def receive(mission, need):
    port = factories.organisation("Port of Antwerp-Bruges", email="info@port.example.org")
    chosen = mission.partners.create(organisation=port, state="confirmed")
    chosen.suggestions.add(
        Suggestion.objects.create(
            seeker=need.profile,
            candidate=profile("organisation", port.name),
            score=82,
            parts=[{"part": "place", "points": 5, "of": 5, "facts": {"country": "BE"}}],
            computed_at=timezone.now(),
        )
    )


def profile(kind, title):
    return MatchProfile.objects.create(kind=kind, titles={"en": title})


def told(mission, language="en"):
    """The data of the brief, and its paper before it is printed."""
    kind = kinds.get(briefs.KIND)
    data = sheets.build(kind, str(mission.pk), language)
    html = sheets.on_paper(kind, data, language=language, edition=1, at=timezone.now())
    return data, " ".join(html.split())


def address(name, mission):
    with translation.override("en"):
        return reverse(f"missions:{name}", args=[mission.pk])


def read(browser, mission):
    return " ".join(browser.get(address("brief", mission)).content.decode().split())


def test_paper_is_accessible_and_reads_right(filled, lead, sign_in):
    for language in PURPOSE:
        press.ensure(briefs.KIND, str(filled.pk), language, by=lead)
    assert jobs.run_all("render") == 2
    for document in Document.objects.all():
        pdf = b"".join(sign_in(lead).get(document.get_absolute_url()))
        is_accessible(pdf, document)
        text = text_of(pdf)
        assert PURPOSE[document.language] in text
        assert "10:30–12:00" in text  # half past nine in Brussels
        assert "marijke@example.org" in text
        assert "olena@example.org" not in text
        for words in SAID[document.language]:
            assert words in text


def is_accessible(pdf, document):
    """PDF/UA-1: tagged, titled, in its language and those of its texts, with every font inside."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as xmp:
            assert (xmp["pdfuaid:part"], xmp["dc:title"]) == ("1", document.title)
        parts = list(elements(root.StructTreeRoot))
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Link"} <= {
            str(p.S) for p in parts[1:]
        }
        assert str(root.Lang) == document.language
        foreign = {str(part.Lang) for part in parts if "/Lang" in part} - {document.language}
        assert foreign == ({"en"} if document.language == "uk" else set())
        assert all("Noto-Sans" in font for page in opened.pages for font in embedded_fonts(page))


def text_of(pdf):
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def test_the_page_tells_it_all_and_no_address_of_a_traveller(filled):
    data, html = told(filled)
    assert data["why"]["facts"][0] == {"figure": "2 people travel", "words": "Odesa 2"}
    assert data["delegation"]["asked"].startswith("1 more person is invited")
    assert [need["title"]["words"] for need in data["why"]["needs"]] == [
        "Shorten the lorry queue at the port gates"
    ]
    assert "82 of 100" in html
    assert "info@port.example.org" in html
    assert "example.org" not in json.dumps(data["delegation"])


def test_a_chapter_without_content_is_left_out(mission):
    for language in ("en", "nl", "fr", "uk"):
        data, html = told(mission, language)
        assert not data["delegation"]["groups"] and not data["programme"] and not data["partners"]
        assert "<table" not in html
        assert "28" in data["why"]["facts"][0]["figure"]


def test_what_is_not_translated_says_so(filled):
    _data, html = told(filled, "nl")
    assert f'<span lang="en">{PURPOSE["en"]}</span> <span class="note-text">(in het Engels)' in html
    assert '<p lang="en">Shorten the lorry queue at the port gates</p>' in html


def test_made_in_every_language_and_not_again_while_nothing_changes(filled, lead, sign_in):
    staff = sign_in(lead)
    assert read(staff, filled).count("not made yet") == 4
    assert "4 versions are being made." in make(staff, filled)
    assert read(staff, filled).count("waiting for its turn") == 4
    pretend_printed()
    assert read(staff, filled).count("up to date") == 4
    assert "Nothing has changed" in make(staff, filled)
    assert Job.objects.count() == 4
    filled.items.update(title_uk="Дім порту")
    assert read(staff, filled).count("out of date") == 1
    assert "1 version is being made." in make(staff, filled)


def make(browser, mission):
    return browser.post(address("brief_make", mission), follow=True).content.decode()


def pretend_printed():
    """As the worker leaves them; how it prints is told above."""
    Document.objects.update(printed_at=timezone.now(), pages=6, bytes=50_000)


def test_texts_are_written_in_four_languages(mission, lead, sign_in):
    staff = sign_in(lead)
    form = {"version": mission.brief.version, "purpose_en": "To learn.", "practical_uk": "Паспорт."}
    staff.post(address("brief_edit", mission), form)
    assert told(mission)[0]["practical"]["words"] == "Паспорт."
    assert "To learn." in read(staff, mission)
    stale = staff.post(address("brief_edit", mission), form | {"purpose_en": "To see."})
    assert stale.status_code == 409
    assert told(mission)[0]["why"]["purpose"]["words"] == "To learn."


@pytest.mark.parametrize("subject", ["0", "nothing"])
def test_no_brief_without_a_mission(subject, lead, sign_in):
    answer = sign_in(lead).get(reverse("documents:show", args=[briefs.KIND, subject]))
    assert answer.status_code == 404
