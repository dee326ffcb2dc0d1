import pytest
from django.utils import timezone
from tests import factories
from tests.e2e import audit
pytestmark=[pytest.mark.django_db(transaction=True), pytest.mark.browser]
def test_axe(visit, make_user):
    from citizens import needs
    from partners.matching import sources, suggest
    port=factories.topic("Port mobility", synonyms={"en":["port","gate"]})
    for i in range(8): sources.profile_offer(factories.offer(f"Truck appointments {i}", topics=[port]))
    need=factories.need(topics=[port], ask_inferred=True, compiled=True, city_assigned=True, source_url="https://example.org/x", evidence="Counted in May.", severity=4, people_affected=40000, budget="under-1m")
    needs.keep(need, by=None); suggest.refresh(need.profile, at=timezone.now())
    wrong=[]
    page=visit(make_user(role="staff")); audit.prepare(page)
    for url in ("/en/citizens/needs/", need.get_absolute_url()):
        page.goto(url)
        page.screenshot(path=f"/tmp/shots/axe-{url.strip('/').split('/')[-1]}.png", full_page=True)
        for d in page.locator("main details > summary").all():
            if d.is_visible(): d.click()
        wrong+=[(url,x) for x in audit.faults(page)]
    assert not wrong
