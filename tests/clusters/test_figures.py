"""Balance and location quotients: known answers, and what always holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusters.balance import CORE, balance
from clusters.picture import CORNERS, picture
from clusters.quotients import quotients

FEW = settings(max_examples=40, deadline=None)


@pytest.mark.parametrize(
    ("counts", "value", "finding"),
    [
        ((4, 4, 4), 1.0, ("even", "")),
        ((3, 3, 0), 0.75, ("without", "government")),
        ((5, 0, 0), 0.0, ("only", "company")),
        ((1, 4, 1), 0.75, ("most", "knowledge")),
        ((0, 0, 0), None, ("none", "")),
    ],
)
def test_balance_has_its_known_answers(counts, value, finding):
    found = balance(dict(zip(CORE, counts, strict=True)) | {"citizen": 9})
    assert found.value == (None if value is None else pytest.approx(value))
    assert found.finding == finding


@FEW
@given(st.tuples(*[st.integers(0, 10_000)] * 3))
def test_balance_stays_between_its_ends_and_knows_no_order_of_strands(counts):
    found = balance(dict(zip(CORE, counts, strict=True)))
    turned = balance(dict(zip(CORE, counts[1:] + counts[:1], strict=True)))
    if sum(counts) < 3:
        assert (found.value is None) == (not sum(counts))
        assert picture(found) is None
        return
    assert 0 <= found.value <= 1
    assert turned.value == pytest.approx(found.value)
    x, y = picture(found).point
    assert 50 <= x <= 290
    assert 32 <= y <= 200
    if found.missing == ["knowledge", "government"]:
        assert (x, y) == CORNERS["company"]


def test_a_quotient_has_its_known_answer():
    found = quotients({("A", 1): 30, ("A", 2): 70, ("B", 1): 10, ("B", 2): 290})
    assert found[("A", 1)] == pytest.approx(0.3 / 0.1)
    assert found[("B", 2)] == pytest.approx((290 / 300) / (360 / 400))
    assert quotients({("A", 1): 5, ("A", 2): 0, ("B", 1): 0}) == {("A", 1): pytest.approx(1.0)}
    assert quotients({}) == {}


tables = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 10**6), max_size=25
)


@FEW
@given(tables, st.integers(2, 1000))
def test_quotients_average_one_and_know_no_scale(employees, factor):
    found = quotients(employees)
    for pair, value in quotients({pair: n * factor for pair, n in employees.items()}).items():
        assert value == pytest.approx(found[pair])
    everybody = sum(employees.values())
    for industry in {industry for _region, industry in found}:
        weight = {
            region: sum(n for (other, _i), n in employees.items() if other == region) / everybody
            for region, _industry in employees
        }
        mean = sum(weight[r] * value for (r, i), value in found.items() if i == industry)
        assert mean == pytest.approx(1)
    for pair, number in employees.items():
        assert (found.get(pair, 0) == 0) or number
