"""Who sees which field, where: the tables beside this file, by hand, against every way in which
the portal shows an organisation.

Each reader asks each channel once; then the words of all fields are looked for in what was said.
What no row names, nobody may see: a word in a channel that its table does not name is a leak.
"""

import pytest

from partners.models import Offer, Organisation, Reference
from partners.models.reading import CONTACT, FIELDS
from partners.views import maps
from tests.partners.visibility import channels, searching, words
from tests.partners.visibility.words import READERS
from tests.partners.visibility.world import NEEDLES, make

# Fields without words that one could look for, and those whose words are those of another row.
WORDLESS = {
    "organisation": {"id", "version", "profile", "merged_into"}
    | {f"sort_{language}" for language in ("en", "nl", "fr", "uk")},
    "offer": {"id", "version", "profile", "organisation", "status"},
    "reference": {"id", "version", "organisation"},
}


@pytest.fixture
def world(make_user, unwatched, monkeypatch, caplog):
    caplog.set_level("CRITICAL", logger="django.request")  # most of what is asked is refused
    monkeypatch.setattr(maps, "NAMES", 100)
    return make(make_user)


@pytest.fixture
def browse(world, client, sign_in):
    """``browse(reader)``: the browser of that column."""
    return lambda reader: sign_in(world.readers[reader]) if world.readers[reader] else client


def fields_of(model):
    """The columns of ``model``, those of a translated one once, and what it has many of."""
    names = {one.name for one in model._meta.concrete_fields}
    names -= {f"{name}_{code}" for name in names for code in ("en", "nl", "fr", "uk")}
    return names | {one.name for one in model._meta.many_to_many}


@pytest.mark.parametrize(
    ("table", "model", "more"),
    [
        ("organisation", Organisation, {*FIELDS, *CONTACT}),
        ("offer", Offer, set()),
        ("reference", Reference, set()),
    ],
)
def test_no_field_is_missing_from_the_tables(table, model, more):
    listed = words.things(table)
    missing = (fields_of(model) | more) - listed
    assert not missing, f"Write into tables/{table}.txt who may see this: {sorted(missing)}"
    translations = {f"{name}_nl" for name in listed}
    assert listed <= fields_of(model) | more | translations


def test_tables_say_each_thing_once_and_know_it():
    for table, needles in NEEDLES.items():
        rows = list(words.rows(table))
        said = [(row.thing, channel) for row in rows for channel in row.channels]
        assert len(said) == len(set(said))
        known = needles.keys() | WORDLESS.get(table, set())
        assert {row.thing for row in rows} == known
        assert {channel for _thing, channel in said} <= {*channels.NAMES, *searching.NAMES}
        assert all(bool(row.channels) == bool(row.readers) for row in rows)


@pytest.mark.django_db
def test_everybody_sees_and_finds_exactly_what_the_tables_say(world, browse):
    tables, wrong, asked_before = words.expected(), [], set()
    for reader in READERS:
        expected = tables[reader]
        texts = channels.Channels(world, reader, browse(reader)).texts()
        seen = {
            (f"{table}: {thing}", channel)
            for table, needles in NEEDLES.items()
            for thing, one in needles.items()
            for channel in one.found_in(texts)
        }
        search = searching.Searches(world, reader, tables=tables, asked_before=asked_before)
        seen |= search.pairs()
        wrong += [f"{reader} finds {thing} in {where}" for thing, where in seen - expected]
        wrong += [f"{reader} misses {thing} in {where}" for thing, where in expected - seen]
    assert not wrong, "\n".join(sorted(wrong))
