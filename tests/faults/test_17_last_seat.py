"""Fault 17: fifty people ask at once for one of five places."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier, BrokenBarrierError

import pytest
from django.conf import settings
from django.db import connection

from chamber.seats import taking
from chamber.seats.models import Pool
from chamber.seats.states import State

PEOPLE, PLACES = 50, 5
NOW = datetime(2026, 5, 12, tzinfo=UTC)


@pytest.fixture
def pool(transactional_db, monkeypatch):
    # Each thread has a connection of its own, all fifty at once; on a busy machine the last may
    # wait for the lock longer than the portal lets a person wait.
    options = settings.DATABASES["default"]["OPTIONS"]
    monkeypatch.setitem(options, "pool", False)
    monkeypatch.setitem(options, "options", "-c lock_timeout=30000")
    return Pool.objects.create(label="Mission to Flanders", capacity=PLACES)


def all_at_once(pool):
    """Everybody asks in the same moment; returns how many hold and how many wait."""
    start = Barrier(PEOPLE)

    def ask(number):
        try:
            own = Pool.objects.get(pk=pool.pk)
            start.wait(timeout=20)
            return taking.take(own, holder=f"person:{number}", at=NOW).state
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        states = list(people.map(ask, range(PEOPLE)))
    return states.count(State.TAKEN), states.count(State.WAITING)


def test_exactly_five_have_a_seat_and_the_others_wait(pool):
    assert all_at_once(pool) == (PLACES, PEOPLE - PLACES)
    assert pool.seats.taken().count() == PLACES
    assert pool.seats.waiting().count() == PEOPLE - PLACES


def test_without_the_lock_the_same_code_oversells(pool, monkeypatch):
    """The negative control: everybody has counted before anybody writes."""
    counted = Barrier(PEOPLE)
    free = Pool.free.fget

    def free_and_pause(self):
        number = free(self)
        with suppress(BrokenBarrierError):
            counted.wait(timeout=10)
        return number

    monkeypatch.setattr(taking, "locked", Pool.objects.all)
    monkeypatch.setattr(Pool, "free", property(free_and_pause))
    taken, waiting = all_at_once(pool)
    assert taken + waiting == PEOPLE
    assert taken > PLACES
