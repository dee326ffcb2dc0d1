"""Whatever people do in whatever order: no place is held twice, and nobody is passed over."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from chamber.seats import taking
from chamber.seats.models import Pool
from chamber.seats.states import State

START = datetime(2026, 5, 12, tzinfo=UTC)
holders = st.sampled_from("abcdefgh")
sizes = st.integers(1, 4)
capacities = st.integers(0, 6)
verbs = st.one_of(
    st.tuples(st.just("take"), holders, sizes),
    st.tuples(st.just("take"), holders, sizes),
    st.tuples(st.just("release"), holders),
    st.tuples(st.just("accept"), holders),
    st.tuples(st.just("resize"), capacities),
    st.tuples(st.just("wait"), st.integers(1, 60)),
)


class AnyOrder(TestCase):
    @settings(deadline=None, max_examples=20)
    @given(capacity=capacities, story=st.lists(verbs, min_size=5, max_size=25))
    def test_counts_and_order_hold(self, capacity, story):
        pool, now = Pool.objects.create(label="pool", capacity=capacity), START
        for verb, *words in story:
            now += timedelta(hours=words[0]) if verb == "wait" else timedelta(minutes=1)
            held, waiting = pool.held, list(pool.seats.waiting())
            actor = tell(pool, verb, *words, at=now)
            assert pool.held <= max(pool.capacity, held)
            assert_first_does_not_fit(pool)
            assert_order_kept(pool, waiting, actor)


def tell(pool, verb, *words, at):
    """Do it, and return the seat of the one who asked."""
    if verb == "take":
        is_new = not pool.seats.filter(holder=words[0]).exclude(state=State.RELEASED).exists()
        seat = taking.take(pool, holder=words[0], places=words[1], at=at)
        if is_new and seat.state == State.TAKEN:
            assert not pool.line.exists()  # a newcomer goes in only when nobody waits
        return seat
    if verb == "resize":
        return taking.resize(pool, capacity=words[0], at=at)
    if verb == "wait":
        return taking.expire_offers(at=at) and None
    seat = pool.seats.filter(holder=words[0]).first()
    if seat and verb == "release":
        taking.release(seat, at=at)
    if seat and verb == "accept":
        offered = seat.state == State.OFFERED and seat.offered_until > at
        try:
            taking.accept(seat, at=at)
        except taking.NotOffered:
            assert not offered
    return seat


def assert_first_does_not_fit(pool):
    first = pool.line.first()
    assert first is None or first.places > pool.free


def assert_order_kept(pool, waiting, actor):
    """Those who got an offer stood before those who did not."""
    line = [seat.pk for seat in waiting if seat.places <= pool.capacity and seat != actor]
    still = set(pool.seats.waiting().values_list("pk", flat=True))
    gone = [pk for pk in line if pk not in still]
    assert gone == line[: len(gone)]
