"""Interactions, their next steps, and organisations gone quiet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chamber.jobs.models import Task
from missions import answers, invitations
from partners import contact
from partners.models import ContactRhythm, ExpressionOfInterest, Interaction
from tests import factories
from tests.access.test_queries import DETAIL, LIST, queries
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db
NEW, LIST_URL = "/en/partners/interactions/new/", "/en/partners/interactions/"
NOTES = "They look for a partner with an own quay."
STEP = {"next_step": "Send the offer", "next_due": "2030-05-10"}
DAY = timedelta(days=1)


@pytest.fixture
def staff(make_user):
    return make_user(role="staff", name="Joris De Smet")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


def text(answer):
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def written(by, *organisations, at=None, **values):
    row = Interaction.objects.create(subject="A call", at=at or timezone.now(), by=by, **values)
    row.organisations.set(organisations)
    return row


def test_a_contact_is_written_down_and_its_next_step_is_a_task(browser, staff, make_user, sign_in):
    port = factories.organisation("Port House")
    factories.person("Jan Peeters", organisation=port)
    page = text(browser.get(port.get_absolute_url()))
    url = f"{NEW}?organisation={port.slug}"
    assert url in page
    assert fields(browser.get(url))["organisations"] == "Port House"
    wrong = send(browser, url, organisations="Nowhere", people="Nobody Known", next_step="Call")
    assert errors(wrong).keys() == {"subject", "organisations", "people", "next_owner", "next_due"}
    said = {"subject": "The quay", "notes": NOTES, "people": "jan peeters"}
    send(browser, url, **said, **STEP, next_owner=staff.pk)
    row, task = Interaction.objects.get(), Task.objects.get()
    assert (row.task, task.owner, task.context) == (task, staff, "Port House")
    assert [str(one) for one in row.people.all()] == ["Jan Peeters"]
    lines = text(browser.get(reverse("partners:contacts", args=[port.slug])))
    assert "The quay" in lines
    assert "next: Send the offer" in lines
    assert "Send the offer" in text(browser.get("/en/today/"))
    edit = reverse("partners:interaction_edit", args=[row.pk])
    old = fields(browser.get(edit))
    send(browser, edit, subject="The long quay", next_step="Send two offers")
    task.refresh_from_db()
    assert task.what == "Send two offers"
    assert browser.post(edit, old).status_code == 409
    for which in ("open", "late"):
        found = browser.get(LIST_URL, {"step": which}).context["object_list"]
        assert len(found) == (which == "open")
    done = reverse("jobs:task_done", args=[task.pk])
    assert done in text(browser.get(row.get_absolute_url()))
    browser.post(done)
    assert done not in text(browser.get(row.get_absolute_url()))
    assert not browser.get(LIST_URL, {"step": "open"}).context["object_list"]
    send(browser, edit, subject="The quay")
    assert Interaction.objects.get().task == task  # what is done stays
    history = text(browser.get(f"/en/history/partners.interaction/{row.pk}/"))
    assert "The long quay" in history
    assert NOTES not in history
    reader = sign_in(make_user(role="read-only"))
    assert NOTES in text(reader.get(row.get_absolute_url()))
    assert NOTES not in text(reader.get(f"{LIST_URL}?format=csv"))
    assert reader.get(edit).status_code == 403
    remove = reverse("partners:interaction_delete", args=[row.pk])
    stale = fields(browser.get(remove))
    send(browser, edit, next_step="Visit", next_owner=staff.pk, next_due="2030-05-10")
    assert browser.post(remove, stale).status_code == 409
    send(browser, remove)
    assert not Interaction.objects.exists()
    assert [one.what for one in Task.objects.all()] == ["Send two offers"]


def test_contacts_stay_with_the_chamber(browser, staff, make_user, sign_in, client):
    port = factories.organisation("Port House")
    owner = make_user()
    factories.person(user=owner, organisation=port, role="owner")
    row = written(staff, port, notes=NOTES)
    for one in (client, sign_in(owner)):
        page = text(one.get(port.get_absolute_url()))
        assert "A call" not in page
        assert "Contacts so far" not in page
        for url in (row.get_absolute_url(), LIST_URL, "/en/partners/no-contact/"):
            assert one.get(url).status_code in (302, 403)
    other = factories.organisation("Museum")
    written(staff, other, at=timezone.now() - 40 * DAY, kind="visit").staff.set([staff])
    today = timezone.localdate()
    for chosen, subjects in [
        ({"q": "port"}, 1),
        ({"kind": "visit"}, 1),
        ({"staff": staff.pk}, 1),
        ({"after": str(today - 5 * DAY)}, 1),
        ({"before": str(today - 5 * DAY)}, 1),
        ({}, 2),
    ]:
        assert len(browser.get(LIST_URL, chosen).context["object_list"]) == subjects


def test_who_was_quiet_too_long_is_asked_for_once(browser, staff):
    now = timezone.now()
    port, museum = factories.organisation("Port House"), factories.organisation("Museum")
    port_rhythm = reverse("partners:rhythm", args=[port.slug])
    assert errors(browser.post(port_rhythm, {"every_days": 1, "owner": staff.pk})) != {}
    browser.post(port_rhythm, {"every_days": 30, "owner": staff.pk})
    ContactRhythm.objects.create(organisation=museum, every_days=365, owner=staff)
    call = written(staff, port, at=now - 31 * DAY)

    def asked(at):
        for _twice in range(2):
            contact.ask_for_contact(at)
        return Task.objects.count()

    assert asked(now - 2 * DAY) == 0
    assert asked(now) == asked(now + 20 * DAY) == 1  # none while one is open
    task = Task.objects.get()
    assert (task.owner, task.url) == (staff, port.get_absolute_url())
    Task.objects.update(done_at=now + 20 * DAY)
    assert asked(now + 40 * DAY) == 1  # nor right after
    assert asked(now + 51 * DAY) == 2
    # The next contact does what was asked for.
    sent = {"subject": "Lunch", "organisations": "Port House"}
    send(browser, NEW, **sent)
    assert not Task.objects.open().exists()
    assert asked(timezone.now() + 29 * DAY) == 2
    call.delete()
    browser.post(port_rhythm, {"stop": "1"})
    assert [rhythm.organisation for rhythm in ContactRhythm.objects.all()] == [museum]


def test_the_list_of_those_gone_quiet_knows_every_kind_of_contact(browser, staff):
    now = timezone.now()
    names = ("Called", "Never wanted", "Asked", "Invited", "Wanted")
    called, _never, asked, invited, wanted = map(factories.organisation, names)
    written(staff, called, at=now - 200 * DAY)
    ExpressionOfInterest.objects.create(
        person=factories.person(),
        asker=asked,
        organisation=called,
        state="accepted",
        sent_at=now - 400 * DAY,
        expires_at=now,
        decided_at=now - 400 * DAY,
    )
    guest = factories.participant(factories.mission(staff), organisation=invited)
    invitation = invitations.invite(guest, by=staff, undo=0, at=now)
    answers.answer(invitation, said="yes", places=1, at=now)
    type(invitation).objects.update(answered_at=now - 100 * DAY)
    ContactRhythm.objects.create(organisation=wanted, every_days=30, owner=staff)
    url = "/en/partners/no-contact/"
    for days, found in [
        ("", ["Asked", "Called", "Invited"]),
        ("180", ["Asked", "Called"]),
        ("365", ["Asked"]),
    ]:
        assert [
            str(row) for row in browser.get(url, {"days": days}).context["object_list"]
        ] == found
    ContactRhythm.objects.update(created_at=now - 95 * DAY)
    file = text(browser.get(url, {"format": "csv", "owner": staff.pk}))
    assert "Wanted" in file
    assert "Joris De Smet" in file
    assert "Called" not in file
    lines = text(browser.get(reverse("partners:contacts", args=[invited.slug])))
    assert "Technology transfer mission to Flanders" in lines


@pytest.mark.usefixtures("unwatched")
def test_queries(browser, staff, make_user):
    port = factories.organisation("Port House")
    pages = [LIST_URL, "/en/partners/no-contact/", "/en/partners/interests/all/"]
    pages.append(reverse("partners:contacts", args=[port.slug]))
    counts = []
    for _more in range(2):
        row = None
        for number in range(1 + len(counts) * 2):
            other = factories.organisation()
            task = Task.objects.create(what="x", owner=make_user(role="staff"), due=timezone.now())
            row = written(staff, port, other, at=timezone.now() - 200 * DAY, task=task)
            row.people.set([factories.person()])
            row.staff.set([staff])
            ContactRhythm.objects.create(organisation=other, owner=make_user(role="staff"))
            interest = ExpressionOfInterest(person=factories.person(), asker=other)
            interest.organisation, interest.sent_at = port, timezone.now() - number * DAY
            interest.expires_at = timezone.now()
            interest.save()
        counts.append([queries(browser, url) for url in pages])
        shown = [row.get_absolute_url(), interest.get_absolute_url()]
        assert max(queries(browser, url) for url in shown) <= DETAIL
    assert counts[0] == counts[1]
    assert max(counts[0]) <= LIST
