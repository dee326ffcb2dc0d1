"""Every event table has every column of its model, those of the translations included."""

import pghistory.core
import pytest

LEFT_OUT = {
    "partners.organisation": {"facets"},  # made of other rows, and no deed of anybody
    "partners.interaction": {"notes"},  # words about people: corrected means gone
}
EVENTS = pghistory.core.event_models()


@pytest.mark.parametrize("events", EVENTS, ids=lambda model: model._meta.label)
def test_the_event_table_has_all_columns_of_its_model(events):
    model = events.pgh_tracked_model
    tracked = {field.name for field in model._meta.concrete_fields}
    assert tracked - LEFT_OUT.get(model._meta.label_lower, set()) <= {
        field.name for field in events._meta.concrete_fields
    }


def test_a_translated_model_is_among_them():
    assert "glossary.TermEvent" in [model._meta.label for model in EVENTS]
