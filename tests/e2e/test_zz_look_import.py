import pytest
from chamber.jobs import queue
from chamber.jobs.models import Job
from partners.models import *
from tests import factories
from tests.partners.files import table, checked
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.e2e.conftest import signed_in
@pytest.mark.django_db(transaction=True)
def test_look(visit, make_user):
    staff=make_user(role="staff", name="Anna Peeters")
    factories.topic("Logistics"); factories.topic("Energy")
    factories.organisation("VIL", email="old@example.org", website="https://vil.example")
    H=["Назва","Країна","Місто","Сайт","Електронна пошта","Телефон","ЄДРПОУ","Тематика","Нотатка","true_id"]
    R=[["Зелена Хвиля","Україна","Одеса","khvylia.example","info@example.org","+380 48 729 35 79","00032129","Logistics","постійний партнер","1"],
       ["Порт Очаків","Україна","Очаків","","=1+1","12","00032128","Logistics; Fishing","","2"],
       ["VIL","Бельгія","Антверпен","vil.example","new@example.org","+32 3 205 20 11","","Energy","","3"],
       ["Зелена хвиля","Україна","Одеса","","","","","","","4"]]+[[f"Верф {n}","Україна","Миколаїв","","","","","","","x"] for n in range(14)]
    content=table(R,header=H,encoding="cp1251")
    client=signed_in(staff)
    from partners.importing import runs, fields, checking
    import io
    from tests.e2e import audit
    def shot(page,name):
        print(name, audit.faults(page)); audit.turn(page)
        for scheme in ("light","dark"):
            page.emulate_media(color_scheme=scheme); page.screenshot(path=f"/tmp/shots_import/{name}-{scheme}.png", full_page=True)
    import os; os.makedirs("/tmp/shots_import",exist_ok=True)
    for width in (1280,):
        page=visit(staff, viewport={"width":width,"height":800})
        page.goto("/en/partners/imports/new/")
        page.set_input_files("input[type=file]", files=[{"name":"book.xlsx","mimeType":"x","buffer":b"PK\x03\x04aaaa"}])
        page.click("button.primary"); page.wait_for_selector(".error-summary"); shot(page,f"new-{width}")
        page.set_input_files("input[type=file]", files=[{"name":"партнери-2026.csv","mimeType":"text/csv","buffer":content}])
        page.click("button.primary"); page.wait_for_url("**/columns/"); shot(page,f"map-{width}")
        page.click("button.primary"); page.wait_for_selector(".progress"); shot(page,f"work-{width}")
        queue.run_all("default")
        run=ImportRun.objects.first(); page.goto(run.get_absolute_url()); shot(page,f"preview-{width}")
        if width==1280:
            page.click("button.primary"); queue.run_all("default"); page.goto(run.get_absolute_url()); shot(page,f"applied-{width}")
            page.goto("/en/partners/imports/"); shot(page,f"list-{width}")
