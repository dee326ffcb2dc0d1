import csv

import pytest
from django.core.management import call_command

from chamber.glossary.loading import COLUMNS, FILE
from chamber.glossary.models import Term

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing_and_edits_stay():
    call_command("load_glossary")
    loaded = Term.objects.count()
    term = Term.objects.get(slug="pilot")
    term.word_en = "Trial"
    term.save()
    before = list(Term.objects.order_by("pk").values())
    call_command("load_glossary")
    assert list(Term.objects.order_by("pk").values()) == before
    assert loaded == len(before) >= 12


def test_every_term_is_written_in_all_four_languages():
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row[column].strip() for row in rows for column in COLUMNS)
    for language in ("en", "nl", "fr", "uk"):
        assert not Term.objects.missing_in(language).exists()
        words = [row[f"word_{language}"] for row in rows]
        assert len(set(words)) == len(words)
