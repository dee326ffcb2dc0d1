import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from chamber.lists.export import csv_response, neutral


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "%", "|", "\t", "\r", " =", "\n=", "＝"])
def test_what_a_spreadsheet_would_run_becomes_text(start):
    assert neutral(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_numbers_stay_numbers_and_words_stay_words():
    assert [neutral(value) for value in (-5, Decimal("-1.5"), "Gent", "a=b", None)] == [
        -5, Decimal("-1.5"), "Gent", "a=b", "",
    ]  # fmt: skip


def test_yes_and_no_are_words():
    with translation.override("nl"):
        assert [neutral(value) for value in (True, False)] == ["ja", "nee"]


def test_the_file_opens_in_a_spreadsheet_and_reads_back():
    rows = [
        SimpleNamespace(
            name="=1+1",
            place=SimpleNamespace(name="Одеса"),
            at=datetime(2026, 5, 12, 8, tzinfo=UTC),
        ),
        SimpleNamespace(name='said "yes", then\nleft', place=None, at=None),
    ]
    columns = (
        ("Name", "name"),
        ("-Place", "place.name"),
        ("At", "at"),
        ("Long", lambda row: len(row.name)),
    )
    response = csv_response(rows, columns=columns, name="My list")
    body = response.getvalue()
    assert body.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(body.decode("utf-8-sig")))) == [
        ["Name", "'-Place", "At", "Long"],
        ["'=1+1", "Одеса", "2026-05-12 10:00", "4"],
        ['said "yes", then\nleft', "", "", "21"],
    ]
    assert 'attachment; filename="my-list-' in response["Content-Disposition"]
