"""Walking a list page by page, forward and back, loses and repeats nothing."""

import string

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Value
from django.db.models.functions import NullIf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber.history.models import Entry
from chamber.lists.keyset import page

pytestmark = pytest.mark.django_db
FEW = st.sampled_from(["", "a", "b"])  # many equal keys, and NULL where the verb is empty
ROWS = st.lists(st.tuples(FEW, st.integers(0, 3)), max_size=17)
COLUMNS = ["maybe", "object_id", "verb"]
ORDERS = st.permutations(COLUMNS).flatmap(
    lambda names: st.tuples(*[st.sampled_from([name, f"-{name}"]) for name in names])
)


def entries(rows):
    Entry.objects.all().delete()
    kind = ContentType.objects.get_for_model(Entry)
    Entry.objects.bulk_create(
        Entry(content_type=kind, verb=verb, object_id=number) for verb, number in rows
    )
    return Entry.objects.annotate(maybe=NullIf("verb", Value("")))


def walk(queryset, *, way="next", cursor="", **how):
    pages = [page(queryset, cursor=cursor, **how)]
    while cursor := getattr(pages[-1], way):
        pages.append(page(queryset, cursor=cursor, **how))
    return pages


def keys(pages):
    return [row.pk for one in pages for row in one.rows]


@given(rows=ROWS, order_by=ORDERS, size=st.integers(1, 6), is_known=st.booleans())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_row_exactly_once_in_order_both_ways(rows, order_by, size, is_known):
    queryset = entries(rows)
    in_order = list(queryset.order_by(*order_by, "pk").values_list("pk", flat=True))
    how = {"order_by": order_by, "size": size, "keys_in_order": in_order if is_known else None}
    forward = walk(queryset, **how)
    assert keys(forward) == in_order
    assert not forward[0].previous
    back = walk(queryset, cursor=forward[-1].previous, way="previous", **how)
    if forward[-1].previous:
        assert keys(reversed(back)) + keys(forward[-1:]) == in_order


def test_a_row_added_before_the_cursor_does_not_move_the_next_page():
    queryset = entries([("a", number) for number in range(6)])
    first = page(queryset, order_by=["object_id"], size=3)
    Entry.objects.create(content_type=ContentType.objects.first(), verb="a", object_id=-1)
    second = page(queryset, order_by=["object_id"], size=3, cursor=first.next)
    assert [row.object_id for row in second.rows] == [3, 4, 5]


def test_known_keys_lead_on_from_a_row_that_is_gone():
    queryset = entries([("a", number) for number in range(6)])
    first = page(queryset, order_by=["object_id"], size=3)
    first.rows[-1].delete()
    left = list(queryset.order_by("object_id").values_list("pk", flat=True))
    second = page(queryset, order_by=["object_id"], size=3, cursor=first.next, keys_in_order=left)
    assert [row.object_id for row in second.rows] == [3, 4, 5]


@given(cursor=st.text(string.printable, max_size=60))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_broken_cursor_gives_the_first_page(cursor):
    queryset = entries([("a", 2), ("a", 1)])
    shown = page(queryset, order_by=["object_id"], size=1, cursor=cursor)
    assert [row.object_id for row in shown.rows] == [1]


def test_a_cursor_of_another_order_gives_the_first_page():
    queryset = entries([("a", number) for number in range(4)])
    cursor = page(queryset, order_by=["object_id"], size=2).next
    rows = page(queryset, order_by=["-object_id"], size=2, cursor=cursor).rows
    assert [row.object_id for row in rows] == [3, 2]


def test_a_page_is_one_query(django_assert_num_queries):
    queryset = entries([("a", number) for number in range(4)])
    with django_assert_num_queries(1):
        first = page(queryset, order_by=["-object_id", "at"], size=2)
    with django_assert_num_queries(1):
        page(queryset, order_by=["-object_id", "at"], size=2, cursor=first.next)
