import io, os, pytest
from django.core.management import call_command
from django.utils import translation
from tests import factories as f
from partners.models import *
from clusters.models import *
pytestmark = pytest.mark.django_db(transaction=True)

def test_shots(visit, make_user, live_server, request):
    call_command("load_reference", stdout=io.StringIO())
    staff = make_user(role="staff", name="M. Peeters")
    vil = Organisation.objects.get(slug="vil"); poa = Organisation.objects.get(slug="port-of-antwerp-bruges")
    p = f.person("Олена Кравець", organisation=poa, patronymic="Петрівна", gender="f", job_title="International relations", is_demo=True, language="uk")
    t = f.technology("Appointments for lorries at terminal gates", providers=[poa], readiness=9, evidence="audited", civic_benefit_en="Fewer lorries waiting in streets.", customer_benefit_en="Known turn time.", topics=list(Topic.objects.filter(slug__in=["logistics","port-mobility"])))
    offer = Offer.objects.get(reference="O002")
    pages = {
     "list": "/en/partners/", "listf": "/en/partners/?topic=logistics&topic=mobility&country=BE&kind=port-authority", "detail": poa.get_absolute_url(), "new": "/en/partners/new/", "edit": f"/en/partners/{poa.slug}/edit/",
     "offers": "/en/partners/offers/", "offer": offer.get_absolute_url(), "people": "/en/partners/people/", "person": p.get_absolute_url(), "persone": p.get_absolute_url()+"edit/",
     "techs": "/en/clusters/technologies/", "tech": t.get_absolute_url(), "teche": t.get_absolute_url()+"edit/", "clusters": "/en/clusters/", "cluster": "/en/clusters/vil/", "listuk": "/uk/partners/", "home": "/en/",
    }
    only = os.environ.get("ONLY", "").split(",") if os.environ.get("ONLY") else pages
    for width, scheme in [(1280,"light"),(390,"light"),(1280,"dark"),(390,"dark")]:
        if os.environ.get("W") and str(width)+scheme not in os.environ["W"].split(","): continue
        page = visit(staff, viewport={"width": width, "height": 900}, color_scheme=scheme)
        for name in only:
            r = page.goto(pages[name]); assert r.status == 200, (name, r.status)
            page.screenshot(path=f"/tmp/gen/shots/{name}-{width}-{scheme}.png", full_page=True)
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0: print("OVERFLOW", name, width, over)
