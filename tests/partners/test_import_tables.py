"""Which files are tables, and how they are read."""

import io
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partners.importing import fields, tables
from tests.partners.files import table

HEADERS = {
    "en": ["Name", "Country", "City", "E-mail", "Telephone", "NACE code", "Languages"],
    "nl": ["Naam", "Land", "Stad", "E-mailadres", "Telefoon", "NACE-BEL", "Talen"],
    "fr": ["Nom", "Pays", "Ville", "Courriel", "Téléphone", "Code NACE", "Langues"],
    "uk": ["Назва", "Країна", "Місто", "Електронна пошта", "Телефон", "КВЕД", "Мови"],
}
MEANING = ["name", "country", "city", "email", "phone", "nace", "languages"]
WRITTEN = {
    "en": [
        "Port House",
        "Belgium",
        "Antwerp",
        "info@example.org",
        "+32 3 205 20 11",
        "52.22",
        "nl",
    ],
    "nl": ["Coöperatie Zeebries", "België", "Gent", "info@example.org", "", "52.22", "nl, fr"],
    "fr": ["Société Générale de l’Escaut", "Belgique", "Liège", "", "", "52.22", "français"],
    "uk": [
        "ТОВ «Зелена Хвиля»",
        "Україна",
        "Одеса",
        "",
        "+380 48 729 35 79",
        "52.22",
        "українська",
    ],
}


def rows(content):
    found = tables.look(io.BytesIO(content))
    how = {"encoding": found.encoding, "delimiter": found.delimiter}
    return found, [row.cells for row in tables.records(io.BytesIO(content), **how)]


@pytest.mark.parametrize("delimiter", tables.DELIMITERS)
@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *product(HEADERS, ["utf-8", "utf-8-sig"]),
        *product(["en", "uk"], ["cp1251"]),
        *product(["nl", "fr"], ["cp1252"]),
    ],
)
def test_every_encoding_delimiter_and_language(language, encoding, delimiter):
    written, header = WRITTEN[language], HEADERS[language]
    content = table([written], header=header, encoding=encoding, delimiter=delimiter)
    found, cells = rows(content)
    assert cells == [written]
    assert (found.headers, found.delimiter, found.rows) == (header, delimiter, 1)
    assert list(fields.guess(found.headers).values()) == MEANING


letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
ukrainian = st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐ’«»—№ 0123456789.,;\t\"'\n")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_written_is_read(data):
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1251"]))
    letter = ukrainian if encoding == "cp1251" else letters | st.sampled_from(',;\t"\n ')
    delimiter = data.draw(st.sampled_from(tables.DELIMITERS))
    cells = st.lists(st.text(letter, max_size=12), min_size=3, max_size=3)
    written = data.draw(st.lists(cells, min_size=1, max_size=4))
    content = table(
        written, header=["Назва", "Країна", "Місто"], encoding=encoding, delimiter=delimiter
    )
    assert rows(content)[1] == written


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7\n1 0 obj", "This is a PDF"),
        ("name;country\nVIL;BE\n".encode("utf-16"), "UTF-16"),
        (b"name;country\nVIL;BE\n" + b"\x89PNG\0\0", "not a text file"),
        (b"Dear Anna,\nplease import our partners.\n", "Only one column"),
        (b"name\nVIL\n", "Only one column"),
        (b"VIL;info@vil.be;BE\nFlux50;info@flux50.com;BE\n", "no names of columns"),
        (b"name;country\n", "no rows below"),
        (b"name;country;Name \nVIL;BE;VIL\n", ""),
        (b"name;country;name\nVIL;BE;VIL\n", "“name”. Give each column a name of its own"),
        (b"name;country\n" + b"VIL;BE\n" * 250_001, "250,001 rows. Split it: 250,000"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, words):
    if not words:
        assert tables.look(io.BytesIO(content)).headers == ["name", "country", "Name"]
        return
    with pytest.raises(tables.NotATable) as refusal:
        tables.look(io.BytesIO(content))
    assert words in str(refusal.value)


def test_rows_are_counted_as_the_spreadsheet_counts_them():
    content = b'name;country\n"Port\nHouse";BE\n\nVIL;BE\n"open;BE\nFlux50;BE\n'
    found = list(tables.records(io.BytesIO(content), encoding="utf-8-sig", delimiter=";"))
    numbered = [(row.number, row.cells) for row in found if not row.fault]
    assert numbered == [(2, ["Port\nHouse", "BE"]), (3, []), (4, ["VIL", "BE"])]
    assert [row.number for row in found if "quotation mark" in row.fault] == [5]


def test_a_column_without_a_name_has_the_letter_of_the_spreadsheet():
    content = b"name;;country;;\nVIL;x;BE;;\n"
    assert tables.look(io.BytesIO(content)).headers == ["name", "(B)", "country"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Omschrijving (en)", "description"),
        ("Omschrijving (nl)", "description_nl"),
        ("Опис (fr)", "description_fr"),
        ("Nom_uk", "name_uk"),
        ("Colour (en)", ""),
    ],
)
def test_a_language_behind_a_header_counts(header, field):
    assert fields.field_of(header) == field


def test_no_header_means_two_things():
    """Each header belongs to one field only."""
    seen = {}
    for name, field in fields.FIELDS.items():
        for header in field.headers.split("|"):
            assert seen.setdefault(header, name) == name == fields.field_of(header)


def test_the_columns_of_the_duplicate_benchmark_need_no_mapping():
    header = ["true_id", "name", "kind", "country", "city", "website", "email"]
    header += ["identifier_scheme", "identifier"]
    mapping = fields.guess(header)
    assert mapping == {name: name for name in header} | {"true_id": ""}
    assert fields.missing(mapping) == []
