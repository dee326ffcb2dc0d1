import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from chamber.history.models import Entry
from chamber.lists.counting import Count, capped_count, keys_of_few


def test_words_follow_the_language():
    assert str(Count(10_000, capped=True)) == "10,000+"
    with translation.override("nl"):
        assert str(Count(1_234)) == "1.234"


@pytest.mark.django_db
def test_counting_stops_one_row_after_the_cap():
    kind = ContentType.objects.first()
    Entry.objects.bulk_create(Entry(content_type=kind, verb="x", object_id=n) for n in range(7))
    assert capped_count(Entry.objects.all(), cap=7) == Count(7)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert capped_count(Entry.objects.all(), cap=5) == Count(5, capped=True)
    assert "LIMIT 6" in queries[0]["sql"]


@pytest.mark.django_db
def test_the_keys_of_few_in_their_order_and_none_of_many():
    kind = ContentType.objects.first()
    Entry.objects.bulk_create(Entry(content_type=kind, verb="x", object_id=n) for n in range(4))
    rows = Entry.objects.order_by("-object_id")
    assert keys_of_few(rows, few=4) == [row.pk for row in rows]
    assert keys_of_few(rows, few=3) is None
    assert keys_of_few(rows.none()) == keys_of_few(rows.filter(object_id=9)) == []
