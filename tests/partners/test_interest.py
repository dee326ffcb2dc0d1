"""Expressions of interest: nobody is known before both agreed, and then exactly two sides are."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from chamber.chain.models import ChainLink
from chamber.jobs.models import Task
from chamber.mail.message import build
from chamber.mail.models import OutgoingMail
from chamber.privacy import consent, export, retention
from partners import interest
from partners.matching import sources
from partners.models import Check, ExpressionOfInterest
from tests import factories
from tests.partners.pages import errors, fields, send

SECRETS = ("Kravets", "Кравець", "Zelena", "zelena", "olena", "kontakt@", "+380", "Одес", "Odesa")
ANSWERS = {
    "want": "A pilot with booked gates.",
    "why": "We run ninety lorries a day.",
    "next": "A call of half an hour.",
}


class World:
    """Olena of Zelena Khvylia in Odesa asks; the Port House in Antwerp, with an owner and a viewer,
    is asked. Names that nobody must see first are in ``SECRETS``."""

    def __init__(self, make_user, sign_in):
        self.make_user, self.sign_in = make_user, sign_in
        self.topic = factories.topic("Logistics")
        for _two in range(2):  # others of the same kind and country
            factories.organisation(country="UA", seat=None)
        self.asker = factories.organisation(
            "Zelena Khvylia",
            country="UA",
            seat=factories.place("Odesa"),
            website="https://zelena.example.org",
            topics=[self.topic],
        )
        self.port = factories.organisation("Port House")
        factories.checked(self.asker, self.port)
        self.olena = self.someone("Олена Кравець", self.asker, "viewer", "kontakt@example.org")
        self.owner = self.someone("Jan Peeters", self.port, "owner", "jan@example.org", "nl")
        self.viewer = self.someone("Piet Viewer", self.port, "viewer", "piet@example.org")
        self.staff = make_user(role="staff")
        self.form = reverse("partners:interest_new", args=[self.port.slug])

    def someone(self, name, organisation, role, email, language="uk"):
        user = self.make_user(email=f"login-{email}", name=name)
        extra = {"vocative": "Олено", "gender": "f", "phone": "+380441234567"}
        return factories.person(
            name,
            organisation=organisation,
            role=role,
            user=user,
            email=email,
            language=language,
            **extra if language == "uk" and role == "viewer" and name.startswith("О") else {},
        )

    def browser(self, person):
        return self.sign_in(getattr(person, "user", person))

    def ask(self, at=None, **changes):
        values = {"person": self.olena, "asker": self.asker, "organisation": self.port} | ANSWERS
        row = ExpressionOfInterest(**values | changes)
        interest.send(row, by=row.person.user, at=at or timezone.now())
        return row

    def page(self, who, row, verb=""):
        name = f"partners:interest_{verb}" if verb else "partners:interest"
        return self.browser(who).get(reverse(name, args=[row.reference]))


@pytest.fixture
def world(db, make_user, sign_in):
    return World(make_user, sign_in)


def text(answer):
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def wire(mail):
    return build(mail, links={}).wire.decode("utf-8", "replace") + mail.text + str(mail.html)


def hidden(words):
    """Fails if one of the names stands in ``words``."""
    found = [secret for secret in SECRETS if secret in words]
    assert not found, found


def test_three_questions_are_checked_once_more_and_sent(world):
    offer = factories.offer("Gate slots", organisation=world.port)
    sources.profile_offer(offer)
    browser, url = world.browser(world.olena), f"{world.form}?about={offer.profile_id}"
    assert url in text(browser.get(offer.get_absolute_url()))
    assert errors(send(browser, url, want="", why="x" * 801)).keys() == {"want", "why", "next"}
    for words in (
        "I am Olena Kravets",
        "write to me@zelena.ua",
        "Call +380 44 123 45 67",
        "ZELENA",
    ):
        assert "why" in errors(send(browser, url, **ANSWERS | {"why": words})) or words == "ZELENA"
    checking = send(browser, url, **ANSWERS)
    assert "By sending this you agree" in text(checking)
    assert not ExpressionOfInterest.objects.exists()
    sent = browser.post(url, fields(checking) | {"send": "1"})
    row = ExpressionOfInterest.objects.get()
    assert (row.profile, row.told) == (offer.profile, ["kind", "country"])
    assert sent.headers["Location"] == row.get_absolute_url()
    assert "Gate slots" in text(browser.get(row.get_absolute_url()))
    assert consent.stands("kontakt@example.org", purpose="contact-release")
    mine = OutgoingMail.objects.get(to="kontakt@example.org")
    assert "пані Олено" in mine.text
    assert mine.language == "uk"


@pytest.mark.usefixtures("unwatched")
def test_nothing_tells_who_asks_before_a_yes(world):
    row = world.ask()
    assert row.reference not in (str(row.pk), "")
    browser = world.browser(world.owner)
    pages = ["/en/today/", "/en/partners/interests/", row.get_absolute_url(), "/en/mail/"]
    pages += [row.get_absolute_url() + verb for verb in ("accept/", "decline/")]
    for page in [*pages, world.port.get_absolute_url(), "/en/privacy/mine/", "/en/jobs/tasks/"]:
        hidden(text(browser.get(page)))
    shown = text(browser.get(row.get_absolute_url()))
    for words in ("Company", "Ukraine", "Logistics", *ANSWERS.values()):
        assert words in shown
    mails = OutgoingMail.objects.exclude(to="kontakt@example.org")
    assert [mail.to for mail in mails] == ["jan@example.org"]  # the viewer decides nothing
    for mail in mails:
        hidden(wire(mail) + mail.dedupe_key + mail.kind + mail.name)
        hidden(text(browser.get(reverse("mail:detail", args=[mail.pk]))))
    label = "partners.expressionofinterest"
    for closed in (f"/en/history/{label}/{row.pk}/", "/en/partners/interests/all/?format=csv"):
        assert browser.get(closed).status_code == 403
    for ending in ("declined", "expired", "withdrawn"):
        ExpressionOfInterest.objects.filter(pk=row.pk).update(state=ending, decided_at=row.sent_at)
        hidden(text(browser.get(row.get_absolute_url())))
    ExpressionOfInterest.objects.update(decided_by=world.owner.user, contact=world.owner)
    copy = BytesIO()
    export.write(world.owner.user, copy)
    own = json.loads(copy.getvalue())["records"]
    assert not any(one["rows"] for one in own if one["model"].endswith("ExpressionOfInterest"))
    hidden(copy.getvalue().decode())


@pytest.mark.usefixtures("unwatched")
def test_a_yes_tells_exactly_the_two_sides(world):
    row = world.ask()
    stranger = world.someone("Somebody Else", factories.organisation(), "owner", "else@example.org")
    browser = world.browser(world.owner)
    for who, status in [(world.viewer, 404), (stranger, 404), (world.olena, 404)]:
        assert world.page(who, row, "accept").status_code == status
    OutgoingMail.objects.all().delete()
    answer = browser.post(row.get_absolute_url() + "accept/")
    assert answer.headers["Location"] == row.get_absolute_url()
    shown = text(browser.get(row.get_absolute_url()))
    for words in ("Олена Кравець", "Zelena Khvylia", "kontakt@example.org", "+380441234567"):
        assert words in shown
    assert "jan@example.org" in text(world.page(world.olena, row))
    mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    assert mails.keys() == {"jan@example.org", "kontakt@example.org"}
    assert "Кравець" in mails["jan@example.org"].text
    assert mails["jan@example.org"].language == "nl"
    assert "Jan Peeters" in mails["kontakt@example.org"].text
    assert consent.stands("jan@example.org", purpose="contact-release")
    task = Task.objects.get()
    assert (task.owner, task.context) == (world.staff, "Zelena Khvylia – Port House")
    assert ChainLink.objects.filter(to_step="meeting").count() == 2
    for who in (world.viewer, stranger):
        assert world.page(who, row).status_code == 404
        page = text(world.browser(who).get(world.port.get_absolute_url()))
        assert "jan@example.org" not in page
        assert row.reference not in page
        hidden(
            text(world.browser(who).get(world.asker.get_absolute_url()))
            .replace("Zelena", "")
            .replace("zelena", "")
            .replace("Odesa", "")
        )
    seen = text(world.browser(world.olena).get(world.port.get_absolute_url()))
    assert "jan@example.org" in seen
    consent.withdraw("jan@example.org", purpose="contact-release", how="t", at=timezone.now())
    for url in (world.port.get_absolute_url(), row.get_absolute_url()):
        assert "jan@example.org" not in text(world.browser(world.olena).get(url))
    # A second answer changes nothing.
    again = browser.post(row.get_absolute_url() + "decline/", {"reason": "fit"})
    assert again.headers["Location"] == row.get_absolute_url()
    assert ExpressionOfInterest.objects.get().state == "accepted"
    assert (OutgoingMail.objects.count(), Task.objects.count()) == (2, 1)


def test_a_no_says_why_and_nothing_more(world):
    row, browser = world.ask(), world.browser(world.owner)
    url = row.get_absolute_url() + "decline/"
    assert errors(browser.post(url, {"words": "Sorry"})).keys() == {"reason"}
    browser.post(url, {"reason": "capacity", "words": "Next spring again."})
    letter = OutgoingMail.objects.filter(to="kontakt@example.org").order_by("pk").last()
    assert "Next spring again." in letter.text
    assert "Jan" not in wire(letter)
    shown = text(world.page(world.olena, row))
    assert "Next spring again." in shown
    assert "Peeters" not in shown
    assert not Task.objects.exists()
    world.ask()  # one may ask again once the first is over
    over = retention.sweep(at=timezone.now() + timedelta(days=400))
    assert over["partners.interests"] == 1


def test_one_open_for_a_pair_and_few_a_day(world):
    row = world.ask()
    refused = world.browser(world.olena).post(
        world.form, ANSWERS | {"asker": world.asker.pk, "send": "1"}
    )
    assert row.reference in text(refused)
    for _more in range(interest.A_DAY - 1):
        world.ask(organisation=factories.organisation())
    with pytest.raises(interest.NotPossible):
        world.ask(organisation=factories.organisation())
    world.ask(organisation=factories.organisation(), at=timezone.now() + timedelta(days=2))


def test_the_chamber_holds_asks_and_answers_for_others(world):
    staff, reader = world.browser(world.staff), world.browser(world.make_user(role="read-only"))
    row = world.ask()
    assert "1 expression of interest is open" in text(staff.get("/en/today/"))
    url = row.get_absolute_url()
    assert reader.post(f"{url}hold/").status_code == 403
    staff.post(f"{url}hold/")
    refused = send(world.browser(world.owner), f"{url}accept/")
    assert "The chamber has a look" in text(refused)
    hidden(text(refused))
    staff.post(f"{url}resume/")
    assert errors(staff.post(f"{url}accept/", {})).keys() == {"contact", "agreed"}
    staff.post(f"{url}accept/", {"contact": world.viewer.pk, "agreed": "on"})
    assert "piet@example.org" in text(world.page(world.olena, row))
    listed = "/en/partners/interests/all/"
    assert text(reader.get(listed)).count("asks Port House") == 1
    assert "asks Port House" not in text(reader.get(f"{listed}?state=open"))
    assert row.reference in text(reader.get(f"{listed}?format=csv"))
    assert "Accepted; contacts released" in text(
        reader.get(f"/en/history/partners.expressionofinterest/{row.pk}/")
    )
    other = reverse("partners:interest_new", args=[factories.organisation().slug])
    sent = ANSWERS | {"email": "nobody@example.org"}
    assert errors(staff.post(other, sent)).keys() == {"email", "agreed"}
    staff.post(other, sent | {"email": "KONTAKT@example.org", "agreed": "on", "send": "1"})
    assert ExpressionOfInterest.objects.first().person == world.olena


def test_who_asks_may_take_it_back_and_a_withdrawn_consent_stops_the_release(world):
    row = world.ask()
    assert world.browser(world.owner).post(row.get_absolute_url() + "withdraw/").status_code == 404
    consent.withdraw("kontakt@example.org", purpose="contact-release", how="t", at=timezone.now())
    refused = text(send(world.browser(world.owner), row.get_absolute_url() + "accept/"))
    assert "no longer agrees" in refused
    hidden(refused)
    world.browser(world.olena).post(row.get_absolute_url() + "withdraw/")
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_what_stands_in_the_way_is_told_to_the_chamber_alone(world):
    Check.objects.filter(organisation=world.asker).delete()
    row, staff = world.ask(), world.browser(world.staff)
    refused = text(send(world.browser(world.owner), row.get_absolute_url() + "accept/"))
    assert "The chamber has to check something first." in refused
    hidden(refused)
    sent = {"contact": world.owner.pk, "agreed": "on"}
    told = text(staff.post(row.get_absolute_url() + "accept/", sent))
    assert "Zelena Khvylia: Due diligence – not checked" in told
    assert ExpressionOfInterest.objects.get().state == "sent"
    assert "1 organisation has to be checked before" in text(staff.get("/en/today/"))
    page = text(staff.get(row.get_absolute_url()))
    assert f'href="{world.asker.get_absolute_url()}checks/new/"' in page
    factories.checked(world.asker)
    assert "to be checked before" not in text(staff.get("/en/today/"))
    assert staff.post(row.get_absolute_url() + "accept/", sent).status_code == 302


def test_reminders_after_10_and_25_days_and_the_end_after_30(world):
    start = timezone.now() - timedelta(days=60)
    row = world.ask(at=start)

    def on(day):
        OutgoingMail.objects.all().delete()
        for _twice in range(2):
            interest.fall_due(start + timedelta(days=day))
        return [(mail.to, hidden(wire(mail)))[0] for mail in OutgoingMail.objects.all()]

    assert on(9) == []
    assert on(10) == ["jan@example.org"]
    assert on(24) == []
    assert on(26) == ["jan@example.org"]
    OutgoingMail.objects.all().delete()
    for _twice in range(2):
        interest.fall_due(start + timedelta(days=30))
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["kontakt@example.org"]
    row.refresh_from_db()
    assert row.state == "expired"


def test_facts_that_few_share_are_not_told(world):
    council = factories.city_council("Mykolaiv")
    official = world.someone("Ірина Бондар", council, "editor", "irina@example.org")
    row = world.ask(person=official, asker=council)
    assert row.told == []
    shown = text(world.page(world.owner, row))
    assert "council" not in shown.lower()
    answers = ANSWERS | {"asker": council.pk, "why": "Ми з Миколаєва"}
    port = factories.organisation()
    form = reverse("partners:interest_new", args=[port.slug])
    council.seat.name_uk = "Миколаїв"
    council.seat.save()
    assert "why" not in errors(world.browser(official).post(form, ANSWERS | {"asker": council.pk}))
    named = world.browser(official).post(form, answers | {"why": "Ми з Миколаїва"})
    assert "why" in errors(named)


@pytest.fixture
def committed(transactional_db, monkeypatch, make_user, sign_in):
    monkeypatch.setitem(settings.DATABASES["default"]["OPTIONS"], "pool", False)
    return World(make_user, sign_in)


def test_of_two_answers_in_the_same_moment_one_counts(committed):
    row, start = committed.ask(), Barrier(4)
    by, at = committed.owner.user, timezone.now()

    def answer(number):
        try:
            own = ExpressionOfInterest.objects.get(pk=row.pk)
            start.wait(timeout=20)
            if number % 2:
                return interest.decline(own, reason="fit", words="", by=by, at=at)
            return interest.accept(own, contact=committed.owner, by=by, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        firsts = list(tabs.map(answer, range(4)))
    assert firsts.count(True) == 1
    row.refresh_from_db()
    assert row.state in ("accepted", "declined")
    assert OutgoingMail.objects.filter(kind="partners/mail/interest").count() == (
        4 if row.state == "accepted" else 3
    )
    assert Task.objects.count() == (row.state == "accepted")
