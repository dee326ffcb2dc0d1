"""What the cells of a row mean, and the words for those that mean nothing."""

import pytest

from partners.models import Industry
from tests import factories
from tests.partners.files import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("KBO", "0403.019.262", "The check digit is wrong. Compare the number with the register."),
        ("Ondernemingsnummer", "403", "A KBO number has ten digits"),
        ("ЄДРПОУ", "00032128", "The check digit is wrong"),
        ("VAT", "BE0403019262", "The check digit is wrong"),
        ("LEI", "213800KUD8LAJWSQ9D16", "The check digit is wrong"),
        ("KvK", "1234567", "A KvK number has eight digits"),
        ("ROR", "https://ror.org/05a28rw59", "The check digit is wrong"),
        ("Phone", "12", "Nobody can have this number."),
        ("Website", "http://", "This is no address of a website."),
        ("E-mail", "info", "This is no mail address."),
        ("Talen", "nl, Klingon", "We know no language “Klingon”."),
        ("Kind", "band", "This is no kind of organisation that we know."),
        ("country", "Atlantis", "We know no country of this name."),
        ("Topics", "Alchemy", "We know no topic “Alchemy”. The topics are: Logistics."),
        ("Size", "enormous", "Use small, medium or large"),
        ("Name in Dutch", "x" * 201, "This has 201 characters. At most 200 fit"),
        ("City", '=HYPERLINK("http://evil.example")', "This looks like a formula."),
        ("City", "@SUM(A1)", "This looks like a formula."),
        ("City", "-cmd|x", "This looks like a formula."),
        ("City", "Od\x01esa", "There are characters that cannot be read."),
    ],
)
def test_a_wrong_cell_is_named_with_its_remedy(column, value, words):
    factories.topic("Logistics")
    row = read(**{column: value})
    [message] = row.faults
    assert (message.row, message.column, message.value) == (7, column, value)
    assert message.words.startswith(words) or words in message.words
    assert str(message).startswith(f"Row 7, column “{column}”, “{value[:20]}")


def test_right_cells_are_kept_as_their_registers_write_them():
    numbers = {
        "KBO": "BE 0403.019.261",
        "Код ЄДРПОУ": "00032129",
        "BTW-nummer": "nl 4495445B01",
        "LEI": "213800kud8lajwsq9d15",
        "KvK": "1234 5678",
        "ROR": "https://ror.org/05a28rw58",
    }
    row = read(**numbers)
    assert row.faults == []
    assert row.numbers == {
        "KBO": "0403019261",
        "EDRPOU": "00032129",
        "VAT": "NL004495445B01",
        "LEI": "213800KUD8LAJWSQ9D15",
        "KVK": "12345678",
        "ROR": "05a28rw58",
    }


def test_words_of_four_languages_become_codes():
    topics = [
        factories.topic("Mobility", name_uk="Мобільність", synonyms={"nl": ["vervoer"]}),
        factories.topic("Food & beverages, processing"),
    ]
    odesa = factories.place("Odesa", "UA", name_uk="Одеса", aliases=["Odessa"])
    row = read(
        country="Oekraïne",
        city="ОДЕСА",
        вид="Міська рада",
        size="120",
        languages="українська; néerlandais/EN",
        topics="мобільність; Food & beverages, processing",
        phone="(048) 729-35-79",
        website="omr.gov.ua",
    )
    assert row.faults == []
    assert (row.values["country"], row.values["city"].pk) == ("UA", odesa.pk)
    assert (row.values["kind"], row.values["size"]) == ("city-council", "medium")
    assert row.values["languages"] == ["uk", "nl", "en"]
    assert row.values["topics"] == {topic.pk for topic in topics}
    assert row.values["phone"] == "+380 48 729 3579"
    assert row.values["website"] == "https://omr.gov.ua"
    assert read(topics="vervoer, mobility").values["topics"] == {topics[0].pk}


def test_a_number_or_a_phone_is_no_formula():
    row = read(phone="+32 3 205 20 11", website="'-", size="-")
    assert row.faults == []
    assert row.values["phone"] == "+32 3 205 20 11"


def test_a_cell_of_our_own_export_is_read_without_its_mark():
    assert read(phone="'+32 3 205 20 11").values["phone"] == "+32 3 205 20 11"
    assert [message.words for message in read(city="'=1+1").faults] == [
        "This looks like a formula. Write the value itself into the cell."
    ]


def test_an_unknown_industry_is_said_and_the_row_taken():
    known = Industry.objects.create(code="52.22", revision="2", level=4, name_en="Water transport")
    row = read(nace="52.22; 5222; 99.98")
    assert (row.faults, row.values["nace"]) == ([], {known.pk})
    assert [message.words for message in row.notes] == [
        "NACE revision 2 has no code 99.98. The row is taken without it."
    ]


@pytest.mark.parametrize(
    ("scheme", "number", "words"),
    [
        ("SIREN", "1", "We know no such register."),
        ("KBO", "0403.019.262", "The check digit is wrong."),
        ("", "0403.019.261", "The number says no register."),
    ],
)
def test_the_pair_of_register_and_number_is_checked_too(scheme, number, words):
    [message] = read(identifier_scheme=scheme, identifier=number).faults
    assert message.words.startswith(words)


def test_the_pair_of_register_and_number():
    row = read(identifier_scheme="ЄДРПОУ", identifier="00032129")
    assert (row.faults, row.numbers) == ([], {"EDRPOU": "00032129"})


def test_the_country_may_follow_from_the_city():
    factories.place("Odesa", "UA", name_uk="Одеса")
    assert read(country="", city="Одеса").values["country"] == "UA"
    [message] = read(country="", city="Springfield").faults
    assert (message.column, message.words) == (
        "country",
        "The country is missing. Write its two letters, such as BE or UA.",
    )


def test_a_row_needs_a_name():
    [message] = read(name="  ").faults
    assert message.words == "The organisation has no name. Write it into this cell."


def test_a_cyrillic_name_is_the_ukrainian_one():
    row = read(name="Зелена Хвиля")
    assert (row.values.get("name"), row.values["name_uk"]) == (None, "Зелена Хвиля")
    both = read(name="Зелена Хвиля", name_uk="ТОВ «Зелена Хвиля»")
    assert both.values["name_uk"] == "ТОВ «Зелена Хвиля»"
    assert both.values["aliases"] == ["Зелена Хвиля"]
