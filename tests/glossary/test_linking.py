import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from tests.glossary.factories import make_term

pytestmark = pytest.mark.django_db


def request():
    made = RequestFactory().get("/")
    made.user = AnonymousUser()
    return made


def drawn(*texts, on=None):
    tags = "|".join(f"{{% glossary_links t{number} %}}" for number in range(len(texts)))
    context = {f"t{n}": text for n, text in enumerate(texts)} | {"request": on or request()}
    return Template("{% load glossary %}" + tags).render(Context(context))


def test_the_first_occurrence_on_the_page_links_whatever_its_case():
    make_term("Pilot")
    assert drawn("A pilot, a pilot.", "Pilot again") == (
        'A <a href="/en/glossary/pilot/">pilot</a>, a pilot.|Pilot again'
    )


def test_whole_words_and_the_longest_first():
    make_term("Framework")
    make_term("Framework agreement")
    assert drawn("frameworks; framework agreement; framework") == (
        'frameworks; <a href="/en/glossary/framework-agreement/">framework agreement</a>; '
        '<a href="/en/glossary/framework/">framework</a>'
    )


def test_text_is_escaped_and_never_half_an_entity():
    make_term("amp")
    assert drawn("<script>alert(1)</script> & amp") == (
        '&lt;script&gt;alert(1)&lt;/script&gt; &amp; <a href="/en/glossary/amp/">amp</a>'
    )


def test_only_words_of_the_readers_language():
    make_term("Grant", word_uk="Грант")
    with translation.override("uk"):
        assert drawn("grant і грант") == 'grant і <a href="/uk/glossary/grant/">грант</a>'


def test_one_query_for_a_page_of_many_texts(django_assert_num_queries):
    make_term("Pilot")
    with django_assert_num_queries(1):
        drawn(*["a pilot"] * 5)


def test_without_terms_or_a_request_the_text_stands_alone():
    assert drawn("a < b") == "a &lt; b"
    make_term("Pilot")
    alone = Template("{% load glossary %}{% glossary_links text %}")
    assert alone.render(Context({"text": "a <pilot>"})) == "a &lt;pilot&gt;"
