"""Every event table has every column of its model, those of the translations included."""

import pghistory.core
import pytest

DERIVED = {"facets"}  # made of other rows, and no deed of anybody
EVENTS = pghistory.core.event_models()


@pytest.mark.parametrize("events", EVENTS, ids=lambda model: model._meta.label)
def test_the_event_table_has_all_columns_of_its_model(events):
    tracked = {field.name for field in events.pgh_tracked_model._meta.concrete_fields}
    assert tracked - DERIVED <= {field.name for field in events._meta.concrete_fields}


def test_a_translated_model_is_among_them():
    assert "glossary.TermEvent" in [model._meta.label for model in EVENTS]
