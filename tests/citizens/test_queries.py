"""A page of needs costs the same for one row as for three."""

import pytest
from django.utils import timezone

from citizens import needs
from partners.matching import sources, suggest
from tests import factories
from tests.access.test_queries import DETAIL, LIST, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="administrator"))


def need_with_answer(number):
    topic = factories.topic("Port mobility")
    need = factories.need(f"Need {number}", topics=[topic])
    sources.profile_offer(factories.offer(f"Offer {number}", topics=[topic]))
    needs.keep(need, by=None)
    return need


def test_the_list(browser):
    need_with_answer(1)
    one = queries(browser, "/en/citizens/needs/")
    for number in (2, 3):
        need_with_answer(number)
    assert queries(browser, "/en/citizens/needs/") == one <= LIST


def test_one_need_with_its_suggestions(browser):
    need, counts = need_with_answer(1), []
    for number in (2, 3):
        suggest.refresh(need.profile, at=timezone.now())
        counts.append(queries(browser, need.get_absolute_url()))
        need_with_answer(number)
    assert counts[0] == counts[1] <= DETAIL
