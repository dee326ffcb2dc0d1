"""The main job as a member of staff does it, from the sign-in to the answered invitation and the
brief on paper: in English, and once more in Ukrainian. Every page on the way is audited."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from chamber.bookings.models import Kind, Resource
from chamber.documents.models import Document
from chamber.jobs import queue
from chamber.links import tokens
from chamber.mail.models import OutgoingMail
from citizens import needs
from missions.models import Mission
from partners.matching import sources
from partners.models import Organisation
from tests import factories
from tests.accounts.conftest import code
from tests.conftest import PASSWORD
from tests.e2e import audit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unwatched"),
]
FILE = """\
Naam;Soort;Land;Stad;Website;Talen;Thema's;KBO;Omschrijving (en)
Schelde Kranen;bedrijf;België;Antwerpen;https://kranen.example.org;nl, en;logistiek;0419.052.173;\
Appointments that shorten the lorry queue at the gates of the port.
Fout Nummer;bedrijf;België;Gent;https://fout.example.org;nl;logistiek;0419.052.174;
"""


class Job:
    """A browser, the language it works in, and the way to wait for the workers."""

    def __init__(self, visit, language):
        self.visit, self.page, self.language = visit, visit(), language

    def t(self, words):
        with translation.override(self.language):
            return gettext(words)

    def open(self, name, *args):
        with translation.override(self.language):
            self.page.goto(reverse(name, args=args))

    def go(self, control):
        """Press what leads to another page, and be there before anything is asked of it."""
        with self.page.expect_navigation():
            control.click()

    def press(self, words):
        self.go(self.page.get_by_role("button", name=self.t(words)).first)

    def press_main(self, form="form.form"):
        self.go(self.page.locator(f"{form} button.primary").first)

    def follow(self, words):
        self.go(self.page.get_by_role("main").get_by_role("link", name=self.t(words)).first)

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"[name={name}]:visible").first.fill(value)

    def looks_right(self):
        assert audit.faults(self.page) == []

    def work(self, kind="default"):
        queue.run_all(kind)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_from_the_file_to_the_brief(language, visit, make_user, fresh_code, tmp_path):
    ground()
    staff = make_user(role="staff", name="Joris De Smet", language=language)
    job = Job(visit, language)
    sign_in(job, staff)
    import_partners(job, tmp_path)
    mission = plan(job)
    choose(job, mission)
    lay_out(job, mission)
    invitation = invite(job, mission)
    answer(job, invitation)
    job.open("missions:invitations", mission.pk)
    expect(job.page.get_by_role("main")).to_contain_text(job.t("comes"))
    print_brief(job, mission)


def ground():
    """What the portal knows beforehand: topics, cities, a need, and a traveller."""
    logistics = factories.topic(
        "Logistics", name_nl="logistiek", name_uk="логістика", synonyms={"nl": ["logistiek"]}
    )
    for city in ("Mykolaiv", "Kherson"):
        factories.place(city)
    need = factories.need(topics=[logistics])
    needs.keep(need, by=None)
    council = factories.city_council("Odesa")
    sources.profile_organisation(council)
    factories.person(
        "Олена Кравець",
        organisation=council,
        language="uk",
        email="olena@example.org",
        gender="f",
        vocative="Олено Петрівно",
    )
    Resource.objects.create(kind=Kind.INTERPRETER, label="Interpreter")


def sign_in(job, staff):
    job.open("home:today")
    job.fill(login=staff.email, password=PASSWORD)
    job.press_main("form")
    job.fill(code=code())
    job.press_main("form")
    job.page.wait_for_url(f"**/{job.language}/today/")


def import_partners(job, tmp_path):
    file = tmp_path / "partners.csv"
    file.write_bytes(FILE.encode("cp1252"))
    job.open("partners:import_new")
    job.page.locator("[type=file]").set_input_files(file)
    job.looks_right()
    job.press("Read the file")
    job.looks_right()
    job.press("Check the rows")
    job.work()
    job.page.reload()
    expect(job.page.get_by_role("main")).to_contain_text("0419.052.174")
    job.looks_right()
    job.press_main("form.actions")
    job.work()
    job.work()  # what the import asks of the matching
    found = Organisation.objects.get(name_en="Schelde Kranen")
    assert found.identifiers.get().value == "0419052173"
    assert not Organisation.objects.filter(name_en="Fout Nummer").exists()


def plan(job):
    start = timezone.localtime().replace(hour=9, minute=0) + timedelta(days=60)
    job.open("missions:mission_new")
    job.fill(title_en="Technology transfer and fact-finding mission to Flanders")
    job.fill(host_region_en="Flanders", capacity="1", target_participants="28")
    for name, value in [("kinds", "technology-transfer"), ("objectives", "5")]:
        job.page.locator(f"[name={name}][value='{value}']").check()
    for name, days in [("starts_at", 0), ("ends_at", 4), ("answer_by", -20)]:
        job.fill(**{name: f"{start + timedelta(days=days):%Y-%m-%dT%H:%M}"})
    job.looks_right()
    job.press_main()
    mission = Mission.objects.get()
    assert mission.delegations.count() == 3
    job.looks_right()
    return mission


def choose(job, mission):
    job.open("missions:needs", mission.pk)
    job.page.locator("[name=need]").check()
    job.looks_right()
    job.press("Save which needs travel along")
    job.open("missions:partners", mission.pk)
    fit = job.page.get_by_role("listitem").filter(has_text="Schelde Kranen").first
    fit.locator("summary").first.click()
    expect(fit.locator(".reasons")).to_be_visible()
    job.looks_right()
    job.go(fit.get_by_role("button", name=job.t("Choose as host")))
    assert mission.partners.get().organisation.name_en == "Schelde Kranen"


def lay_out(job, mission):
    day = timezone.localtime(mission.starts_at) + timedelta(days=1)
    for title in ("Visit of the cranes", "Dinner"):
        job.open("missions:item_new", mission.pk)
        job.fill(title_en=title, date=f"{day:%Y-%m-%d}", start="10:00", end="11:00")
        job.page.locator("[name=resources]").check()
        if title != "Dinner":
            job.page.locator("[name=hosts]").check()
        job.press_main()
    expect(job.page.get_by_role("alert")).to_contain_text("Interpreter")
    expect(job.page.get_by_role("button", name=job.t("Take this time"))).to_have_count(3)
    job.looks_right()
    assert "status of 409" in job.visit.faults.pop()  # Chromium says so in the console
    job.press("Take this time")
    assert mission.items.count() == 2
    job.looks_right()


def invite(job, mission):
    job.open("missions:delegation", mission.pk)
    job.fill(q="Кравець")
    job.press("Search")
    job.looks_right()
    job.follow("Add")
    job.page.locator("[name=delegation]").select_option(label="Odesa")
    job.looks_right()
    job.press("Put on the list")
    job.open("missions:invitations", mission.pk)
    job.page.locator("[name=who]").check()
    job.press("Look at the letters")
    expect(job.page.frame_locator("iframe").locator("body")).to_contain_text("Олено Петрівно")
    job.looks_right()
    job.fill(although="The embassy knows them")  # nobody has checked the council or the host
    job.press_main("aside")
    job.looks_right()
    return mission.participants.get().invitation


def answer(job, invitation):
    """On a telephone, without an account and without JavaScript."""
    mail = OutgoingMail.objects.get(pk=invitation.mail_id)
    assert "METHOD:REQUEST" in mail.calendar
    phone = job.visit(viewport={"width": 390, "height": 800}, locale="uk-UA")
    phone.goto(urlsplit(tokens.url(invitation.link)).path)
    assert audit.faults(phone) == []
    phone.locator("[name=answer][value=yes]").click()
    expect(phone.get_by_role("status").first).to_be_visible()
    with phone.expect_download() as download:
        phone.locator("a[download]").click()
    assert "BEGIN:VTIMEZONE" in download.value.path().read_text()
    invitation.participant.refresh_from_db()
    assert invitation.participant.state == "accepted"


def print_brief(job, mission):
    job.open("missions:brief", mission.pk)
    job.looks_right()
    job.press("Make the brief")
    job.work("render")
    job.open("missions:brief", mission.pk)
    made = Document.objects.filter(kind="mission-brief").printed()
    assert {document.language for document in made} == {"en", "nl", "fr", "uk"}
    with made.get(language=job.language).file.open() as file:
        assert file.read(5) == b"%PDF-"
    expect(job.page.get_by_role("link", name="PDF").first).to_be_visible()
    job.follow("Read")
    job.looks_right()
