"""What a list gives as a workbook, opened as a spreadsheet would."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from chamber.lists import views
from chamber.lists.workbook import sheet_title, xlsx_response
from tests.glossary.factories import make_term
from tests.security.corpus import NASTY
from tests.security.test_markup import CELLS

WRONG = ["#N/A", "#REF!", "=SUM(A1:A9)", "{=1+1}", "x" * 40_000, "\ufffe\x0b"]


def opened(answer):
    return load_workbook(io.BytesIO(b"".join(answer)))


def test_dates_numbers_and_words_stay_what_they_are():
    at = datetime(2026, 5, 12, 8, tzinfo=UTC)
    row = SimpleNamespace(name="Одеса", at=at, on=date(2026, 5, 12), n=7, sure=True, no=None)
    columns = [(name, name) for name in ("name", "at", "on", "n", "sure", "no")]
    columns.append(("price", lambda row: Decimal("1.5")))
    with translation.override("nl"):
        answer = xlsx_response([row], columns=columns, name="Mijn lijst", title="Lijst: [1/2]")
    sheet = opened(answer).active
    assert sheet.title == "Lijst   1 2"
    assert [cell.value for cell in sheet[2]] == [
        "Одеса", datetime(2026, 5, 12, 10), datetime(2026, 5, 12), 7, "ja", None, 1.5,
    ]  # fmt: skip
    assert [cell.is_date for cell in sheet[2]][1:3] == [True, True]
    assert all(cell.font.bold for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G2")
    assert sheet.column_dimensions["A"].width < 20
    assert 'attachment; filename="mijn-lijst-' in answer["Content-Disposition"]
    assert (sheet_title("'x'"), sheet_title("?"), len(sheet_title("x" * 99))) == ("x", "1", 31)


def test_nothing_in_a_workbook_is_evaluated():
    corpus = [*CELLS, *NASTY, *WRONG]
    rows = [SimpleNamespace(cell=words) for words in corpus]
    columns = [("=1+1", "cell"), ("long", lambda row: "x")]
    file = b"".join(xlsx_response(rows, columns=columns, name="x", title="=x"))
    sheet = load_workbook(io.BytesIO(file)).active
    assert sheet.max_row == 1 + len(corpus)
    for (cell, _other), words in zip(sheet.iter_rows(min_row=2), corpus, strict=True):
        assert cell.data_type in ("s", "n") and (cell.data_type == "s" or cell.value is None), words
        assert not str(cell.value).startswith(("=", "+", "-", "@", "%", "|"))
    assert sheet["A1"].value == "'=1+1"
    with ZipFile(io.BytesIO(file)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.django_db
def test_the_workbook_holds_what_the_filter_leaves_and_says_so(
    client, monkeypatch, django_assert_max_num_queries
):
    for number in range(60):
        make_term(f"Word {number:03}")
    listed = client.get(f"/nl{reverse('glossary:list')[3:]}", {"q": "Word 05", "sort": "-word"})
    assert "xlsx_url" in listed.context and "XLSX" in listed.content.decode()
    with django_assert_max_num_queries(3):
        answer = client.get(listed.context["xlsx_url"])
    rows, about = opened(answer).worksheets
    shown = [term.word_en for term in listed.context["object_list"]]
    assert (
        [cell.value for cell in rows["A"]][1:] == shown == [f"Word 05{n}" for n in range(9, -1, -1)]
    )
    said = {label.value: value.value for label, value in about.iter_rows()}
    assert listed.context["pills"][0].label in said.values() and 10 in said.values()
    assert any("Brussel" in str(words) and "Kyiv" in str(words) for words in said.values())
    assert any(str(words).endswith("/nl/glossary/?q=Word+05&sort=-word") for words in said.values())
    assert rows.title != about.title
    monkeypatch.setattr(views, "ROWS_AT_MOST", 9)
    answer = client.get(listed.context["xlsx_url"])
    assert answer.status_code == 200 and answer.context["rows_at_most"] == 9
    assert listed.context["csv_url"].replace("&", "&amp;") in answer.content.decode()
