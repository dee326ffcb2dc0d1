"""Workbooks on their way in: what is read of their cells, and what is refused before it hurts."""

import io
import zipfile
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from chamber.jobs import queue
from partners.importing import sheets
from partners.importing.tables import NotATable
from partners.models import ImportRun, Organisation
from tests.partners.files import counts, imported

pytestmark = pytest.mark.django_db
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>%s</sheetData></worksheet>'
TWO_ROWS = "<row>%s</row>" * 2
NAMED = '<c t="inlineStr"><is><t>%s</t></is></c>'


def book(**named):
    """The bytes of a workbook: its sheets by name, each a list of rows."""
    made, file = Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in named.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(file)
    return file.getvalue()


def packed(sheet="", *, strings="", **parts):
    """A workbook written by hand, as no spreadsheet would."""
    related = f'<Relationships xmlns="{PACKAGE}">%s</Relationships>'
    relation = f'<Relationship Id="%s" Type="{RELATIONS}/%s" Target="%s"/>'
    inside = relation % ("a", "worksheet", "s.xml") + relation % ("b", "sharedStrings", "t.xml")
    found = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": related % (relation % ("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="One" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related % inside,
        "xl/s.xml": SHEET % sheet,
        "xl/t.xml": f"<sst>{strings}</sst>",
    } | parts
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in found.items():
            archive.writestr(name, words)
    return file.getvalue()


def lines(content):
    """The likeliest sheet as the import reads it."""
    found, named = sheets.of(io.BytesIO(content))
    with sheets.as_csv(found, next(iter(named.values()))) as file:
        return file.read().decode().splitlines()


def test_cells_become_the_words_that_people_see():
    made = Workbook()
    sheet = made.active
    sheet["A2"], sheet["B2"], sheet["D2"] = "Partners of 2026", None, None
    sheet.append(["Name", "Country", "EDRPOU", "Date", "Yes", "Number", "Formula", "Broken"])
    sheet.append(["Порт, Очаків\nпорт", "UA", 123456, date(2026, 5, 12), True, 1.5, "=1+1", "#N/A"])
    sheet["C4"].number_format = "00000000"
    sheet["A7"], sheet["C7"] = "Flux50", 403019261.0
    sheet["D7"], sheet["E7"] = datetime(2026, 5, 12, 9, 30), False
    sheet["A900"].number_format = "0.00"
    file = io.BytesIO()
    made.save(file)
    assert lines(file.getvalue()) == [
        "Name,Country,EDRPOU,Date,Yes,Number,Formula,Broken",
        "",
        "",
        '"Порт, Очаків',
        'порт",UA,00123456,2026-05-12,yes,1.5,=,#N/A',
        "",
        "",
        "Flux50,,403019261,2026-05-12 09:30:00,no",
    ]


def test_a_text_of_several_pieces_and_a_calculated_value():
    rich = '<si><r><t>Port </t></r><r><t xml:space="preserve">House</t></r><rPh><t>x</t></rPh></si>'
    row = (
        '<x:row r="%s"><x:c r="B%s" t="s"><x:v>0</x:v></x:c>'
        '<x:c t="str"><f>1</f><v>B_x000D_E</v></x:c></x:row>'
    )
    content = packed(row % (1, 1) + row % (3, 3), strings=rich)
    assert lines(content) == [",Port House,BE", "", ",Port House,BE"]


def test_an_import_of_a_workbook_is_that_of_the_same_csv():
    rows = [["Port House", "BE", None], [None, None, None], ["X", "Atlantis", "=1+1"]]
    messages = []
    content = book(Partners=[["name", "country", "email"], *rows])
    run = imported(content, name="partners.csv", tell=messages.append)
    assert counts(run) == (1, 0, 0, 1, 0)
    assert {(one.row, one.column) for one in messages} == {(4, "country"), (4, "email")}
    assert counts(imported(content)) == (0, 0, 1, 1, 0)
    assert Organisation.objects.count() == 1


def doctype(text):
    return f'<?xml version="1.0"?><!DOCTYPE worksheet [{text}]>{SHEET % "<row/>"}'


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
FILE = '<!ENTITY secret SYSTEM "file:///etc/passwd">'
TOO_LARGE = "Unpacked, this workbook is too large"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed(**{"xl/s.xml": doctype(FILE)}), "declares a document type"),
        (packed(**{"xl/t.xml": doctype(f'<!ENTITY a0 "ha">{LAUGHS}')}), "declares a document type"),
        (packed(**{"xl/s.xml": doctype("").encode("utf-16")}), "declares a document type"),
        (packed(**{"_rels/.rels": doctype("")}), "declares a document type"),
        (packed(strings=f"<si><t>{'x' * 40_000}</t></si>"), TOO_LARGE),
        (packed('<row r="1048576">' + NAMED % "x" + "</row>"), "more than 100,000 rows"),
        (packed('<row><c r="XFD1" t="b"><v>1</v></c></row>'), "more than 500 columns"),
        (packed('<row r="3"/><row r="2"/>'), "This workbook is damaged."),
        (packed('<row><c t="s"><v>7</v></c></row>'), "This workbook is damaged."),
        (packed("<row>"), "This workbook is damaged."),
        (packed(TWO_ROWS % ("", "")), "There are no rows in this workbook."),
        (book(Empty=[]), "There are no rows in this workbook."),
        (book(One=[["name", "country"]])[:900], "This workbook is damaged."),
        (packed(**{"_rels/.rels": "<Relationships/>"}), "no workbook of a spreadsheet"),
    ],
)  # fmt: skip
def test_what_could_hurt_is_refused_in_words(content, said):
    with pytest.raises(NotATable, match=said):
        lines(content)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/s.xml": " " * 10_000_000},
        {"xl/workbook.xml": "x" * 17_000_000},
        {f"xl/{number}-{'x' * 60_000}": "" for number in range(36)},
    ],
    ids=["thin air", "a large part", "a long list of parts"],
)
def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(parts):
    with pytest.raises(NotATable, match=TOO_LARGE):
        lines(packed(**parts))


def odd(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/"), words)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(300)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE, "old kind (.xls). Open it in a spreadsheet and save it as “Excel workbook (.xlsx)”."),
        (LOCKED, "is protected by a password. Open it, take the password away"),
        (odd(mimetype="x", **{"content.xml": "x"}), "OpenDocument spreadsheet (.ods). Open it in"),
        (odd(word__document="x"), "no workbook of a spreadsheet that we can read. Open it in"),
    ],
)
def test_other_workbooks_are_refused_with_what_to_do(browser, content, said):
    page = upload(browser, content, "partners.xlsx")
    assert said in page.context["form"].errors["file"][0]
    assert not ImportRun.objects.exists()


def test_a_text_that_many_cells_share_does_not_unfold(settings):
    settings.IMPORT_AT_MOST = 1_000_000
    cells = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    with pytest.raises(NotATable, match=TOO_LARGE):
        lines(packed(cells * 2, strings=f"<si><t>{'x' * 30_000}</t></si>"))


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def upload(browser, content, name):
    return browser.post("/en/partners/imports/new/", {"file": SimpleUploadedFile(name, content)})


def test_the_sheet_is_chosen_and_the_wrong_rows_come_back_as_a_workbook(browser):
    header = ["Name", "Land", "E-mail"]
    content = book(
        Notes=[["read me"], ["please"]],
        Partners=[header, ["VIL", "BE", ""], ["Flux50", "Atlantis", '=HYPERLINK("x")']],
        Former=[header, ["Old House", "BE", ""]],
    )
    url = upload(browser, content, "a table that says it is.csv")["Location"]
    page = browser.get(url)
    assert "sheet “Partners”" in page.content.decode()
    assert [name for name, _name in page.context["sheets"].fields["sheet"].choices] == [
        "Partners",
        "Former",
        "Notes",
    ]
    run = ImportRun.objects.get()
    home = run.get_absolute_url()
    browser.post(f"{home}sheet/", {"sheet": "Former"})
    assert "Old House" in browser.get(url).content.decode()
    refusal = browser.post(f"{home}sheet/", {"sheet": "Notes"}, follow=True).content.decode()
    assert "Only one column was found" in refusal and "Old House" in refusal
    browser.post(f"{home}sheet/", {"sheet": "Partners"})
    browser.post(url, {"column_0": "name", "column_1": "country", "column_2": "email"})
    queue.run_all("default")
    answer = browser.get(f"{home}wrong/")
    [found] = load_workbook(io.BytesIO(b"".join(answer))).worksheets
    assert found.title == "Partners"
    rows = [[cell.value for cell in row] for row in found.iter_rows()]
    assert rows[0] == [*header, "What is wrong"] and len(rows) == 2
    assert rows[1][:3] == ["Flux50", "Atlantis", "'="] and rows[1][3].startswith("Row 3, column")
    as_lines = b"".join(browser.get(f"{home}wrong/?format=csv")).decode("utf-8-sig")
    assert as_lines.startswith("Name,Land,E-mail,What is wrong")
