"""The list pattern as a reader of the glossary meets it."""

import csv
import io
from functools import partial

import pytest
from django.urls import reverse

from chamber.glossary.views import TermList
from chamber.lists.counting import keys_of_few
from tests.glossary.factories import make_term

pytestmark = pytest.mark.django_db
WORDS = [f"Word {number:03}" for number in range(12)]


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(TermList, "page_size", 5)
    for word in WORDS:
        make_term(word)


def words(response):
    return [term.word_en for term in response.context["object_list"]]


def test_next_and_previous_walk_the_list(client, short_pages):
    first = client.get(reverse("glossary:list"))
    second = client.get(first.context["next_url"])
    third = client.get(second.context["next_url"])
    assert words(first) + words(second) + words(third) == WORDS
    assert not first.context["previous_url"] and not third.context["next_url"]
    assert words(client.get(third.context["previous_url"])) == words(second)
    assert first.context["count_words"] == "12"


def test_the_order_turns_and_stays_while_paging_and_filtering(client, short_pages):
    first = client.get(reverse("glossary:list"))
    (link,) = first.context["sorts"]
    assert link.direction == "ascending"
    turned = client.get(link.url)
    assert words(turned) == WORDS[::-1][:5]
    assert turned.context["sorts"][0].direction == "descending"
    assert words(client.get(turned.context["next_url"])) == WORDS[::-1][5:10]
    found = client.get(reverse("glossary:list"), {"sort": "-word", "q": "00"})
    assert words(found) == WORDS[:10][::-1][:5]
    assert [pill.label for pill in found.context["pills"]] == ["Search: 00"]
    assert found.context["pills"][0].remove_url.endswith("?sort=-word")


@pytest.mark.parametrize("few", [3, 1_000])
def test_what_a_filter_leaves_is_paged_alike_be_it_little_or_much(
    client, short_pages, monkeypatch, few
):
    monkeypatch.setattr("chamber.lists.views.keys_of_few", partial(keys_of_few, few=few))
    first = client.get(reverse("glossary:list"), {"q": "word"})
    second = client.get(first.context["next_url"])
    third = client.get(second.context["next_url"])
    assert words(first) + words(second) + words(third) == WORDS
    assert words(client.get(third.context["previous_url"])) == words(second)
    assert first.context["count_words"] == "12"


@pytest.mark.parametrize(
    "query",
    [
        "sort=password",
        "sort=-slug,word,,",
        "sort=--word",
        "sort=%00",
        "cursor=broken",
        "cursor=%00",
        "q=%00",
        "missing=xx",
        "format=exe",
    ],
)
def test_a_broken_address_shows_the_list(client, short_pages, query):
    response = client.get(f"{reverse('glossary:list')}?{query}")
    assert words(response) == WORDS[:5]


def test_the_file_holds_all_that_is_shown_not_only_the_page(client, short_pages):
    make_term("=1+1", public_meaning_en="@cmd")
    listed = client.get(reverse("glossary:list"), {"sort": "-word"})
    response = client.get(listed.context["csv_url"])
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [*WORDS[::-1], "'=1+1"]
    assert rows[-1][1] == "'@cmd"
    filtered = client.get(client.get(reverse("glossary:list"), {"q": "003"}).context["csv_url"])
    assert len(filtered.getvalue().decode().splitlines()) == 2


def test_one_row_costs_the_same_queries_as_three(client, django_assert_num_queries):
    make_term("One")
    with django_assert_num_queries(2):
        client.get(reverse("glossary:list"))
    make_term("Two")
    make_term("Three")
    with django_assert_num_queries(2):
        client.get(reverse("glossary:list"))
