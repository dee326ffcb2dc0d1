"""How complete a profile is: a sum that never falls when something is added."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.models import Identifier, Organisation, Reference
from partners.presenting import facts
from partners.presenting.adding import where
from partners.presenting.completeness import PARTS, completeness, facts_of
from tests import factories

NAMES = [part.name for part in PARTS]
FACTS = st.sets(st.sampled_from([*NAMES, "safety_note", "nothing"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS, FACTS)
def test_adding_never_lowers_and_it_stays_between_0_and_100(facts, more):
    before, after = completeness(facts), completeness(facts | more)
    assert 0 <= before.per_cent <= after.per_cent <= 100
    assert before.per_cent + sum(part.weight for part in before.missing) == 100
    weights = [part.weight for part in before.missing]
    assert weights == sorted(weights, reverse=True)
    assert {part.name for part in before.missing} == set(NAMES) - facts


def loaded(row):
    return facts.loaded(Organisation.objects.all()).get(pk=row.pk)


@pytest.mark.django_db
def test_a_row_tells_its_facts():
    bare = factories.organisation(seat=None)
    assert facts_of(loaded(bare), offers=[], references=[]) == set()
    languages = ("en", "nl", "fr", "uk")
    full = factories.organisation(
        topics=[factories.topic()],
        **{f"description_{language}": "We load ships." for language in languages},
        **{"phone": "+32 3 205 20 11", "website": "https://example.org", "languages": ["nl"]},
    )
    Identifier.objects.create(organisation=full, scheme="KVK", value="12345678")
    there = facts_of(loaded(full), offers=[factories.offer()], references=[Reference()])
    assert there == set(NAMES)


@pytest.mark.django_db
def test_staff_are_shown_where_to_add_what_is_missing(make_user, sign_in):
    row = factories.organisation(description_en="We load ships.")
    browser = sign_in(make_user(role="staff"))
    page = browser.get(row.get_absolute_url()).content.decode()
    assert "21 %" in page  # description 16, place 5
    assert page.index("An offer or a request") < page.index("A reference with its result")
    for name in set(NAMES) - {"description", "place"}:
        assert f'href="{where(name, row)}"' in page
        address, _hash, field = where(name, row).partition("#")
        form = browser.get(address)
        assert form.status_code == 200 and (not field or f'id="{field}"' in form.content.decode())
