"""The portal's own reference data."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chamber.jobs.models import Job
from citizens.models import Need
from clusters.models import Cluster
from partners.loading import DATA, records, table
from partners.models import Identifier, Industry, Offer, Organisation, Place, Topic

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "nl", "fr", "uk")
EVERYTHING = (Place, Topic, Industry, Organisation, Identifier, Offer, Cluster, Need, Job)


def load():
    call_command("load_reference", stdout=io.StringIO())


def rows():
    return [list(model.objects.order_by("pk").values()) for model in EVERYTHING]


def test_loading_again_changes_nothing_and_brings_back_only_what_is_missing():
    load()
    assert Industry.objects.count() == 996
    assert Cluster.objects.filter(kind="benchmark", organisation=None).count() == 5
    port = Organisation.objects.get(slug="port-of-antwerp-bruges")
    assert str(port.identifiers.get()) == "KBO 0248.399.380"
    assert {topic.slug for topic in port.topics.all()} == {"logistics", "mobility"}
    for language, month in zip(LANGUAGES, ("April", "april", "avril", "квітні"), strict=True):
        assert f"{month} 2022" in getattr(port, f"description_{language}")
    assert "Haven van Zeebrugge" in port.aliases
    assert "haven van zeebrugge" in port.search_name
    offer = Offer.objects.get(reference="O002")
    assert (offer.compiled, offer.title_en, offer.organisation.name_en) == (
        True,
        None,
        "CitizenLab",
    )
    need = Need.objects.get(reference="N008")
    assert (need.ask_inferred, need.city_assigned, need.city.name_en) == (True, True, "Odesa")
    assert offer.profile and need.profile and port.profile
    port.name_en = "Our port"
    port.save()
    port.topics.clear()
    Offer.objects.filter(reference="O003").delete()
    before = len(rows()[5])
    load()
    assert Organisation.objects.get(slug=port.slug).name_en == "Our port"
    assert not port.topics.exists()
    assert len(rows()[5]) == before + 1
    again = rows()
    with CaptureQueriesContext(connection) as asked:
        load()
    assert rows() == again
    assert not [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_every_organisation_has_one_line_of_texts():
    """In four languages or none; nobody is called the same twice."""
    texts = list(records(DATA / "organisation_texts.jsonl"))
    assert [row["slug"] for row in texts] == [
        row["slug"] for row in table(DATA / "organisations.csv")
    ]
    for row in texts:
        called = [*row["name"].values(), *row["aliases"]]
        assert row["name"]["en"] and len(set(called)) == len(called), row["slug"]
        assert set(row["description"]) in (set(), set(LANGUAGES)), row["slug"]


def test_every_topic_has_words_in_every_language():
    found = {(row["slug"], row["language"]): row for row in table(DATA / "topics.csv")}
    slugs = {slug for slug, _language in found}
    assert set(found) == {(slug, language) for slug in slugs for language in LANGUAGES}
    for row in found.values():
        words = row["synonyms"].split(";")
        assert row["name"] and len(set(words)) == len(words), row["slug"]
        assert not row["parent"] or row["parent"] in slugs
