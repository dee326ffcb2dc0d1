"""Every field is classified, and the sentence about one that is not says what to write."""

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from chamber.privacy import register


def test_every_field_of_every_model_is_classified():
    assert register.faults() == []


def test_an_unclassified_field_is_named_with_the_line_to_write(monkeypatch):
    _without(monkeypatch, "accounts.User", "email")
    (fault,) = register.faults()
    assert fault.startswith("accounts.User.email is not classified.")
    assert "chamber/accounts/privacy.py" in fault
    assert "register.classify('accounts.User', ...)" in fault


def test_a_table_of_events_follows_its_model(monkeypatch):
    _without(monkeypatch, "bookings.Resource", "label")
    named = [fault.split(" ")[0] for fault in register.faults()]
    assert named == ["bookings.Resource.label", "bookings.ResourceEvent.label"]


def test_a_translated_column_is_what_its_field_is(monkeypatch):
    from chamber.glossary.models import Term

    assert register.kind_of(Term._meta.get_field("word_uk")) == register.Kind.NONE
    _without(monkeypatch, "glossary.Term", "word")
    assert any(fault.startswith("glossary.Term.word is") for fault in register.faults())


def test_a_classified_field_that_is_gone_is_named(monkeypatch):
    kinds = register.entries["accounts.User"].kinds
    monkeypatch.setitem(kinds, "fax", register.Kind.CONTACT)
    (fault,) = register.faults()
    assert fault.startswith("accounts.User has no field fax: take the word out of")


def test_a_classified_model_that_is_gone_is_named(monkeypatch):
    monkeypatch.setitem(register.entries, "accounts.Fax", register.entries["accounts.User"])
    (fault,) = register.faults()
    assert fault.startswith("accounts.Fax is classified but there is no such model")


def test_a_field_has_one_class():
    with pytest.raises(ValueError, match="twice"):
        register.classify("accounts.Nobody", contact="email", none="id email")


@isolate_apps("chamber.privacy")
def test_many_to_many_fields_count_as_fields():
    class Club(models.Model):  # noqa: DJ008
        members = models.ManyToManyField("self")

        class Meta:
            app_label = "privacy"

    assert [field.name for field in register.fields_of(Club)] == ["id", "members"]


@pytest.mark.django_db
def test_the_register_covers_every_table_of_the_database():
    """Tables outside the models are Django's own or join two classified models."""
    known = {model._meta.db_table for model in register.stored_models()}
    joins = {
        field.m2m_db_table()
        for model in register.stored_models()
        for field in model._meta.local_many_to_many
    }
    there = set(connection.introspection.table_names())
    assert there - known - joins == {"django_migrations", "cache"}


def _without(monkeypatch, label, name):
    monkeypatch.delitem(register.entries[label].kinds, name)
