"""A word of one language finds what is written in another."""

import json

import pytest

from partners.directory import thesaurus
from partners.models import ConceptKey
from tests import factories
from tests.partners.test_directory import listed

pytestmark = pytest.mark.django_db
CONCEPTS = [
    {
        "en": ["waste water treatment", "sewage treatment"],
        "nl": ["waterzuivering"],
        "fr": ["épuration des eaux"],
        "uk": ["очищення води"],
    },
    {"en": ["water"], "nl": ["water"], "fr": ["eau"], "uk": ["вода"]},
    {"en": ["trolleybus"], "nl": ["trolleybus"], "fr": ["trolleybus"], "uk": ["тролейбус"]},
]


@pytest.fixture
def known():
    thesaurus.write(CONCEPTS)
    factories.organisation("Zuiver", description_nl="Wij bouwen waterzuiveringen.")
    factories.organisation("Propre", description_fr="Stations d'épuration des eaux.")
    factories.organisation("Bron", description_nl="Water uit de grond.")
    factories.organisation("Wires", description_en="Spare parts of trolleybuses.")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("очищення води", {"Zuiver", "Propre"}),
        ("очищенням води", {"Zuiver", "Propre"}),  # in another case
        ("sewage treatment", {"Zuiver", "Propre"}),
        ("ochyshchennia vody", {"Zuiver", "Propre"}),  # Ukrainian typed in Latin letters
        ("вода", {"Bron"}),
        ("тролейбуси", {"Wires"}),
        ("троллейбус", {"Wires"}),  # with a slip
    ],
)
def test_what_is_called_otherwise_is_found_first(known, client, words, expected):
    assert set(listed(client, f"q={words}")[: len(expected)]) == expected


def test_what_says_the_word_itself_comes_before_what_says_it_otherwise(known, client):
    factories.organisation("Here", description_uk="Очищення води.")
    assert listed(client, "q=очищення води")[0] == "Here"


def test_the_file_is_read_once(monkeypatch, tmp_path):
    file = tmp_path / "thesaurus.jsonl"
    monkeypatch.setattr(thesaurus, "FILE", file)
    file.write_text(json.dumps(CONCEPTS[1]))
    assert thesaurus.load() > 1
    assert thesaurus.load() == 0
    file.write_text(json.dumps(CONCEPTS[2]))
    assert thesaurus.load() > 1
    assert not ConceptKey.objects.filter(key="uk:вода").exists()
    assert ConceptKey.objects.filter(key="nl:trolleybus").exists()


def test_every_concept_of_ours_has_a_term_in_each_language():
    lines = thesaurus.FILE.read_text(encoding="utf-8").splitlines()
    for line in lines:
        concept = json.loads(line)
        assert list(concept) == ["en", "nl", "fr", "uk"], line
        assert all(concept.values()), line

    assert len(set(lines)) == len(lines)
