"""The directory costs the same for one row as for three."""

import pytest

from chamber.chain import linking
from chamber.chain.models import Step
from partners.models import Identifier
from tests import factories
from tests.access.test_queries import DETAIL, LIST, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="administrator"))


def organisation():
    row = factories.organisation(topics=[factories.topic()], operating_place=factories.place())
    value = f"{row.pk:08}"
    Identifier.objects.create(organisation=row, scheme="KVK", value=value, verified=True)
    person = factories.person(organisation=row)
    factories.offer(organisation=row)
    factories.technology(providers=[row], topics=[factories.topic()])
    factories.cluster(organisation=row)
    linking.link(factories.need(), row, from_step=Step.NEED, to_step=Step.PARTNER)
    return row, person


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/en/partners/", 9),
        ("/en/partners/offers/", 5),
        ("/en/partners/people/", 6),
        ("/en/clusters/", 7),
        ("/en/clusters/technologies/", 10),
    ],
)
def test_lists(browser, address, number):
    organisation()
    for _more in range(2):
        assert queries(browser, address) == number <= LIST
        assert queries(browser, f"{address}?format=csv") <= LIST
        organisation()
        organisation()


def test_details(browser):
    (row, person), counts = organisation(), []
    offer, technology = row.offers.get(), row.technologies.get()
    for _more in range(2):
        pages = [row, person, offer, technology, row.cluster]
        counts.append([queries(browser, page.get_absolute_url()) for page in pages])
        factories.offer(organisation=row)
        factories.person(organisation=row)
        technology.providers.add(organisation()[0])
        linking.link(factories.need(), row, from_step=Step.NEED, to_step=Step.PARTNER)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= DETAIL


def test_the_figures_of_the_chain_are_counted_once_a_minute(client):
    organisation()
    page = client.get("/en/").content.decode()
    assert "1 in all" in page
    organisation()
    assert "2 in all" not in client.get("/en/partners/").content.decode()
