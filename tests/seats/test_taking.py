"""Taking, waiting, offering: what each verb does at its edge."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from chamber.seats import taking
from chamber.seats.models import Pool, Seat
from chamber.seats.states import State
from chamber.seats.tasks import sweep

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def pool():
    return Pool.objects.create(label="Mission to Flanders", capacity=3)


@pytest.fixture
def heard():
    """What the upper app was told, as (holder, what)."""
    told = []

    def listener(seat, what):
        told.append((seat.holder, what))

    taking.heard.register(listener)
    yield told
    taking.heard._entries = [pair for pair in taking.heard._entries if pair[1] is not listener]


def take(pool, holder, places=1, at=NOW):
    return taking.take(pool, holder=holder, places=places, at=at)


def states(pool):
    return {seat.holder: seat.state for seat in pool.seats.all()}


def test_the_last_place_is_taken_and_the_next_waits(pool):
    assert [take(pool, holder).state for holder in "abcd"] == ["taken"] * 3 + ["waiting"]


def test_a_party_takes_all_its_places_or_waits(pool):
    assert take(pool, "a", places=2).state == State.TAKEN
    assert take(pool, "b", places=2).state == State.WAITING
    assert pool.free == 1


def test_asking_twice_returns_the_first_seat(pool):
    first = take(pool, "a")
    again = take(pool, "a", places=2)
    assert (again.pk, again.places, again.state) == (first.pk, 1, State.TAKEN)


def test_a_small_party_does_not_pass_a_large_one(pool):
    taken = take(pool, "a", places=2)
    take(pool, "large", places=3)
    assert take(pool, "small").state == State.WAITING
    taking.release(taken, at=NOW)
    assert states(pool) == {"a": "released", "large": "offered", "small": "waiting"}


def test_a_party_larger_than_the_pool_waits_without_holding_up_others(pool):
    assert take(pool, "bus", places=50).state == State.WAITING
    assert take(pool, "a").state == State.TAKEN


def test_a_released_place_is_offered_for_two_days_and_held(pool, heard):
    seats = [take(pool, holder) for holder in "abcd"]
    taking.release(seats[0], at=NOW)
    offered = Seat.objects.get(holder="d")
    assert (offered.state, offered.offered_until) == (State.OFFERED, NOW + 48 * HOUR)
    assert take(pool, "e").state == State.WAITING
    assert heard == [("d", "offered")]


def test_releasing_twice_offers_one_place(pool):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[0], at=NOW)
    taking.release(seats[0], at=NOW)
    assert states(pool)["d"] == "offered"
    assert states(pool)["e"] == "waiting"


def test_who_waits_may_leave_the_line(pool):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[3], at=NOW)
    taking.release(seats[0], at=NOW)
    assert states(pool)["d"] == "released"
    assert states(pool)["e"] == "offered"


def test_an_offer_is_accepted_once_and_again(pool):
    seats = [take(pool, holder) for holder in "abcd"]
    taking.release(seats[0], at=NOW)
    taking.accept(seats[3], at=NOW + 48 * HOUR - timedelta(seconds=1))
    taking.accept(seats[3], at=NOW + 99 * HOUR)
    assert (seats[3].state, seats[3].offered_until) == (State.TAKEN, None)


def test_an_offer_that_lapsed_cannot_be_accepted_even_before_the_sweep(pool):
    seats = [take(pool, holder) for holder in "abcd"]
    taking.release(seats[0], at=NOW)
    with pytest.raises(taking.NotOffered):
        taking.accept(seats[3], at=NOW + 48 * HOUR)


@pytest.mark.parametrize("number", [3, 4])
def test_who_waits_or_gave_back_cannot_accept(pool, number):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[4], at=NOW)
    with pytest.raises(taking.NotOffered):
        taking.accept(seats[number], at=NOW)


def test_declining_an_offer_passes_it_on(pool, heard):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[0], at=NOW)
    taking.release(seats[3], at=NOW)
    assert heard == [("d", "offered"), ("e", "offered")]


def test_lapsed_offers_go_to_the_next_and_are_told(pool, heard):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[0], at=NOW)
    late = NOW + 48 * HOUR
    assert taking.expire_offers(at=late - timedelta(seconds=1)) == []
    changes = taking.expire_offers(at=late)
    assert [(seat.holder, what) for seat, what in changes] == [("d", "lapsed"), ("e", "offered")]
    assert heard[1:] == [("d", "lapsed"), ("e", "offered")]
    assert Seat.objects.get(holder="e").offered_until == late + 48 * HOUR


def test_a_lapsed_place_goes_to_the_line_before_a_newcomer(pool):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[0], at=NOW)
    assert take(pool, "new", at=NOW + 49 * HOUR).state == State.WAITING
    assert states(pool)["e"] == "offered"


def test_a_lapsed_place_nobody_waits_for_is_taken_at_once(pool):
    seats = [take(pool, holder) for holder in "abcd"]
    taking.release(seats[0], at=NOW)
    assert take(pool, "new", at=NOW + 49 * HOUR).state == State.TAKEN


def test_who_comes_back_stands_at_the_end(pool):
    seats = [take(pool, holder) for holder in "abcde"]
    taking.release(seats[3], at=NOW)
    take(pool, "d", at=NOW + HOUR)
    taking.release(seats[0], at=NOW + 2 * HOUR)
    assert states(pool)["d"] == "waiting"
    assert states(pool)["e"] == "offered"


def test_more_places_are_offered_in_order(pool):
    [take(pool, holder, at=NOW + n * HOUR) for n, holder in enumerate("abcdef")]
    taking.resize(pool, capacity=5, at=NOW)
    assert [seat.holder for seat in pool.seats.offered()] == ["d", "e"]
    assert [seat.holder for seat in pool.line] == ["f"]


def test_fewer_places_take_nothing_away_and_give_nothing_out(pool):
    seats = [take(pool, holder) for holder in "abcd"]
    taking.resize(pool, capacity=1, at=NOW)
    assert pool.free == -2
    taking.release(seats[0], at=NOW)
    assert pool.seats.taken().count() == 2
    assert states(pool)["d"] == "waiting"


def test_a_listener_that_fails_undoes_the_change(pool):
    def broken(seat, what):
        raise RuntimeError("the mail could not be written")

    seats = [take(pool, holder) for holder in "abcd"]
    taking.heard.register(broken)
    try:
        with pytest.raises(RuntimeError):
            taking.release(seats[0], at=NOW)
    finally:
        taking.heard._entries = [pair for pair in taking.heard._entries if pair[1] is not broken]
    assert states(pool) == {"a": "taken", "b": "taken", "c": "taken", "d": "waiting"}


def test_one_broken_pool_does_not_stop_the_sweep_of_the_others(pool):
    other = Pool.objects.create(label="Session in Odesa", capacity=1)
    for place in (pool, other):
        seats = [take(place, f"{place.label} {n}") for n in range(place.capacity + 1)]
        taking.release(seats[0], at=NOW)

    def broken(seat, what):
        if seat.pool == pool:
            raise RuntimeError("broken")

    taking.heard.register(broken)
    try:
        sweep()
    finally:
        taking.heard._entries = [pair for pair in taking.heard._entries if pair[1] is not broken]
    assert pool.seats.offered().exists()
    assert not other.seats.offered().exists()


def test_a_party_changes_its_size_while_there_is_room_and_nobody_waits(pool):
    a, b = take(pool, "a"), take(pool, "b")
    taking.hold(a, places=2, at=NOW)
    with pytest.raises(taking.NoRoom):
        taking.hold(b, places=2, at=NOW)
    take(pool, "c")
    taking.hold(a, places=1, at=NOW)
    assert states(pool) == {"a": "taken", "b": "taken", "c": "offered"}


@pytest.mark.parametrize(
    "fields",
    [
        {"places": 0, "state": "taken"},
        {"state": "offered"},
        {"state": "taken", "offered_until": NOW},
        {"state": "waiting"},
    ],
)
def test_the_database_refuses_a_seat_that_makes_no_sense(pool, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(pool=pool, holder="a", **fields)


def test_the_database_refuses_a_negative_capacity(pool):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.update(capacity=-1)
