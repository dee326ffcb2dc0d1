"""The start page: what waits, what is late, and the six objectives against their targets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chamber.home import dashboard
from chamber.home.models import Target
from chamber.jobs.models import Task
from chamber.slots import Objective, Reading, objectives

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    def plan(owner, what, *, days):
        return Task.objects.create(
            what=what, owner=owner, due=timezone.now() + timedelta(days=days), objective=5
        )

    return plan


@pytest.mark.parametrize(
    ("late", "waiting", "words"),
    [
        (0, 0, "Nothing waits for you today"),
        (0, 1, "1 thing waits for you"),
        (2, 2, "2 things are late"),
        (2, 6, "2 things are late, 4 wait for you"),
        (1, 2, "1 thing is late, 1 waits for you"),
    ],
)
def test_the_head_line_is_the_finding(late, waiting, words):
    assert dashboard.finding(late=late, waiting=waiting) == words


def test_own_tasks_wait_the_nearest_first_and_others_are_not_shown(make_user, sign_in, plan):
    me, colleague = make_user(role="staff"), make_user(role="staff")
    plan(me, "Later", days=3)
    plan(me, "Late", days=-2)
    plan(colleague, "Of the colleague", days=-4)
    page = sign_in(me).get("/en/today/")
    assert [entry.what for entry in page.context["entries"]] == ["Late", "Later"]
    assert "1 thing is late, 1 waits for you" in page.content.decode()
    assert [task.what for task in page.context["others"]] == ["Of the colleague"]


def test_who_is_not_of_the_chamber_sees_only_what_waits(make_user, sign_in, plan):
    plan(make_user(role="staff"), "Internal", days=-4)
    page = sign_in(make_user()).get("/en/today/").content.decode()
    assert "Internal" not in page
    assert "Six objectives" not in page


def test_what_changed_is_told_once_to_who_may_see_it(make_user, sign_in, plan):
    """Roles and second factors of colleagues are the administrator's affair."""
    me, chief = make_user(role="staff"), make_user(role="administrator")
    colleague = make_user(role="staff")
    task = plan(colleague, "Book the bus", days=2)
    for _twice in range(2):
        task.log("changed", by=colleague)
    colleague.log("role changed", by=chief)
    Task.objects.filter(pk=plan(me, "Gone", days=1).pk).delete()
    page = sign_in(me).get("/en/today/")
    [told] = page.context["changed"]
    assert (told.subject, told.by, told.words) == (task, colleague, "changed")
    assert sign_in(me).get(told.url).status_code == 200
    told = sign_in(chief).get("/en/today/").context["changed"]
    assert [line.subject for line in told] == [colleague, task]
    assert sign_in(make_user()).get("/en/today/").context["changed"] == []


def test_a_link_of_the_start_page_opens_for_who_only_reads(make_user, sign_in, plan):
    late = plan(make_user(role="staff"), "Late", days=-3)
    reader = sign_in(make_user(role="read-only"))
    [told] = reader.get("/en/today/").context["others"]
    page = reader.get(told.get_absolute_url()).content.decode()
    assert told == late and "Late" in page and "/edit/" not in page and "/done/" not in page


def test_an_objective_is_measured_against_target_and_calendar(make_user, monkeypatch):
    today = timezone.localdate()
    behind = Objective(5, "Mission", "", "participants", read=lambda user, at: Reading(40))
    monkeypatch.setattr(objectives, "_entries", [(5, behind)])
    Target.objects.create(
        objective=5,
        value=100,
        counts_from=today - timedelta(days=50),
        counts_until=today + timedelta(days=50),
    )
    [row] = dashboard.objective_rows(make_user(role="staff"), at=timezone.now())
    assert (row.progress.percent, row.progress.expected_percent) == (40, 50)
    assert row.status[0] == "late"


def test_all_six_objectives_are_told_by_their_apps():
    assert [objective.number for objective in objectives] == [1, 2, 3, 4, 5, 6]


def test_a_target_that_ends_before_it_begins_is_explained_at_the_form(make_user, sign_in):
    answer = sign_in(make_user(role="staff")).post(
        "/en/targets/new/",
        {"objective": 1, "value": 5, "counts_from": "2027-05-01", "counts_until": "2027-04-01"},
    )
    page = answer.content.decode()
    assert "A target ends after it begins." in page
    assert 'value="2027-05-01"' in page
    assert not Target.objects.exists()


@pytest.mark.parametrize(("first", "fits"), [("2027-12-31", False), ("2028-01-01", True)])
def test_one_target_of_an_objective_counts_at_a_time(make_user, sign_in, first, fits):
    Target.objects.create(objective=1, value=5, counts_from="2027-01-01", counts_until="2027-12-31")
    values = {"objective": 1, "value": 9, "counts_from": first, "counts_until": "2028-12-31"}
    answer = sign_in(make_user(role="staff")).post("/en/targets/new/", values)
    assert Target.objects.count() == 1 + fits
    assert fits or answer.context["form"].errors.keys() == {"counts_from"}


def test_the_front_page_speaks_the_language_of_the_browser(client):
    for asked, language in [("uk-UA,uk", "uk"), ("nl", "nl"), ("fr-BE", "fr"), ("de", "en")]:
        page = client.get("/", headers={"accept-language": asked})
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
