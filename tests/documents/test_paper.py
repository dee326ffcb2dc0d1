"""The glossary as it leaves the press: accessible, embedded, readable in four languages."""

import io
import re
import subprocess
from datetime import UTC, datetime

import pikepdf
import pytest

from chamber.documents import kinds, sheets
from chamber.documents.printer import printer

pytestmark = pytest.mark.django_db
AT = datetime(2027, 4, 13, 22, 30, tzinfo=UTC)  # the 14th in Brussels
WORDS = {
    "en": ("Pilot", "A small project with an end."),
    "nl": ("Proefproject", "Een klein project met een einde; beëindigd is beëindigd."),
    "fr": ("Projet pilote", "Un petit projet à l’échéance fixée, au cœur de la cité."),
    "uk": ("Пілотний проєкт", "Невеликий проєкт, що має кінець: ґрунт, їжа, єдність, об’єкт."),
}
DATES = {
    "en": "14 April 2027",
    "nl": "14 april 2027",
    "fr": "14 avril 2027",
    "uk": "14 квітня 2027",
}


@pytest.fixture
def term():
    from chamber.glossary import sheet
    from chamber.glossary.models import Term

    sheet.register()
    texts = {"private_meaning_en": "The first of many.", "false_friend_en": "A grant is no order."}
    for language, (word, meaning) in WORDS.items():
        texts |= {f"word_{language}": word, f"public_meaning_{language}": meaning}
    return Term.objects.create(**texts)


def paper(language, **changes):
    kind = kinds.get("glossary")
    data = sheets.build(kind, "all", language) | changes
    html = sheets.on_paper(kind, data, language=language, edition=3, at=AT)
    return printer.print(html, variant=kind.variant)


def text_of(printed):
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=printed.pdf, capture_output=True, check=True
    )
    return run.stdout.decode()


@pytest.mark.parametrize("language", WORDS)
def test_is_tagged_titled_and_says_its_language(term, language):
    printed = paper(language)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert (
            str(pdf.docinfo["/Title"])
            == sheets.build(kinds.get("glossary"), "all", language)["title"]
        )
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["dc:title"]
        assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= structure(pdf.Root.StructTreeRoot)
        assert pdf.trailer.ID
        assert printed.pages == len(pdf.pages) == 2


@pytest.mark.parametrize("language", WORDS)
def test_reads_right_and_embeds_only_our_fonts(term, language):
    printed = paper(language)
    words = " ".join(text_of(printed).split())
    assert WORDS[language][0] in words
    assert DATES[language] in words
    assert re.search(r"2 ?/ ?2$", words)
    for word in WORDS[language][1].split():
        assert word in words
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        fonts = [font for page in pdf.pages for font in embedded_fonts(page)]
        assert fonts
        assert all("Noto-Sans" in name for name in fonts)


def test_says_the_language_of_what_is_not_translated(term):
    kind = kinds.get("glossary")
    html = sheets.on_paper(kind, sheets.build(kind, "all", "uk"), language="uk", edition=1, at=AT)
    assert '<td lang="en">The first of many.</td>' in html
    assert f"<td>{WORDS['uk'][1]}</td>" in html


def test_archival_paper_is_pdf_a(term):
    kind = kinds.get("glossary")
    html = sheets.on_paper(kind, sheets.build(kind, "all", "uk"), language="uk", edition=1, at=AT)
    printed = printer.print(html, variant="pdf/a-3u")
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf, pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "U")
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
        assert pdf.Root.MarkInfo.Marked


def test_what_people_wrote_stays_text(term):
    term.public_meaning_en = "<img src='media:a.png'> <b>bold</b>"
    term.save()
    printed = paper("en")
    assert printed.refused == ()
    assert "<b>bold</b>" in " ".join(text_of(printed).split())


def embedded_fonts(page):
    """Names of the fonts of a page; each has its file inside."""
    for font in page.Resources.get("/Font", {}).values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        yield str(descriptor.FontName)


def elements(node):
    yield node
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from elements(child)


def structure(root):
    return {str(element.S) for element in elements(root) if "/S" in element}
