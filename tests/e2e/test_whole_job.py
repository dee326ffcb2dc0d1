"""The ground floor as one works with it: sign in, plan, do, write, look back, put back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from chamber.glossary.loading import load
from chamber.jobs.models import Task
from tests.accounts.conftest import code
from tests.conftest import PASSWORD
from tests.e2e import audit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def in_two_days():
    return f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"


def test_a_task_from_the_plan_to_done(visit, make_user, fresh_code):
    person = make_user(role="staff", name="Joris De Smet")
    page = visit()
    page.goto("/en/today/")
    page.get_by_label("Mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits for you today")

    page.get_by_role("link", name="Plan a task").click()
    cancel = page.get_by_role("link", name="Cancel")
    expect(cancel).to_have_attribute("href", "/en/jobs/tasks/")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title("Error: Plan a task – BeNeLux – Ukraine")
    expect(page.get_by_role("group").or_(page.get_by_role("alert")).first).to_be_visible()
    assert audit.faults(page) == []
    page.get_by_label("What", exact=True).fill("Approve the mission brief")
    page.get_by_label("Due").fill(in_two_days())
    page.get_by_label("Objective").select_option("5. Technology transfer mission to Flanders")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("navigation").get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 thing waits for you")
    page.get_by_role("link", name="All tasks").click()
    expect(page.get_by_role("listitem").filter(has_text="2 days left")).to_be_visible()
    page.get_by_role("button", name="Done", exact=False).click()
    expect(page.get_by_role("heading", name="No open task")).to_be_visible()
    assert Task.objects.get().done_by == person


def test_a_term_from_the_change_to_its_return(visit, make_user):
    load()
    page = visit(make_user(role="staff", name="Joris De Smet"))
    page.goto("/en/glossary/")
    page.get_by_role("link", name="Pilot").click()
    page.get_by_role("link", name="Edit").click()
    meaning = page.get_by_label("What companies mean (English)")
    before = meaning.input_value()
    meaning.fill("A trial that somebody pays for.")
    page.get_by_role("button", name="Save the term").click()
    expect(page.get_by_role("status")).to_have_text("Your changes are saved.")

    page.get_by_role("link", name="Whole history").click()
    line = page.get_by_role("listitem").filter(has_text="A trial that somebody pays for.")
    expect(line).to_contain_text("Changed by Joris De Smet")
    assert audit.faults(page) == []
    line.get_by_role("button", name="Put the earlier text back").click()
    page.goto("/en/glossary/pilot/")
    expect(page.get_by_role("main")).to_contain_text(before)
    expect(page.get_by_role("main")).not_to_contain_text("somebody pays")


def test_two_people_who_edit_one_term_lose_nothing(visit, make_user):
    load()
    first, second = (visit(make_user(role="staff", name=name)) for name in ("Lotte", "Joris"))
    for page, words in ((first, "Hers"), (second, "His")):
        page.goto("/en/glossary/pilot/edit/")
        page.get_by_label("What companies mean (English)").fill(words)
    first.get_by_role("button", name="Save the term").click()
    expect(first.get_by_role("status")).to_be_visible()
    second.get_by_role("button", name="Save the term").click()
    expect(second.get_by_role("alert")).to_contain_text("Lotte saved a newer version")
    assert audit.faults(second) == []
    assert "status of 409" in visit.faults.pop()
    second.get_by_role("button", name="Save mine over it").click()
    expect(second.get_by_role("main")).to_contain_text("His")


def test_a_room_that_is_taken_offers_other_times(visit, make_user):
    from chamber.bookings.models import Kind, Resource

    room = Resource.objects.create(kind=Kind.ROOM, label="Meeting room")
    page = visit(make_user(role="staff"))
    tomorrow = f"{timezone.localdate() + timedelta(days=1)}"
    for what in ("Board", "Visitors"):
        page.goto(f"{room.get_absolute_url()}book/")
        page.get_by_label("What for").fill(what)
        page.get_by_label("Date").fill(tomorrow)
        page.get_by_label("From").fill("10:00")
        page.get_by_label("Until").fill("11:00")
        page.get_by_role("button", name="Save the booking").click()
    expect(page.get_by_role("alert")).to_contain_text("Meeting room is already booked then")
    assert audit.faults(page) == []
    visit.faults[:] = [fault for fault in visit.faults if "status of 409" not in fault]
    page.get_by_role("button", name="Book this time").first.click()
    expect(page.get_by_role("heading", name="Visitors")).to_be_visible()
