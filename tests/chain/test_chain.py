"""The chain: who led to what, shown as far as the reader may see."""

import pytest
from django.utils import timezone

from chamber.chain import linking, steps
from chamber.chain.models import ChainLink
from chamber.jobs.models import Task

pytestmark = pytest.mark.django_db


def a_task(owner, what="Visit"):
    return Task.objects.create(what=what, owner=owner, due=timezone.now())


def test_a_link_said_twice_is_one(make_user):
    need, mission = a_task(make_user()), a_task(make_user())
    linking.link(need, mission, from_step="need", to_step="mission")
    linking.link(need, mission, from_step="need", to_step="mission")
    assert ChainLink.objects.count() == 1


@pytest.mark.parametrize("back", [("mission", "need"), ("need", "need")])
def test_the_chain_only_goes_forward(make_user, back):
    with pytest.raises(ValueError, match="follow"):
        linking.link(a_task(make_user()), a_task(make_user()), from_step=back[0], to_step=back[1])


def test_the_strip_leads_one_link_back_and_one_forward(make_user):
    reader = make_user(role="staff")
    need, mission, pilot = (a_task(reader) for _ in range(3))
    linking.link(need, mission, from_step="need", to_step="mission")
    linking.link(mission, pilot, from_step="mission", to_step="pilot")
    strip = steps.around(mission, here="mission", user=reader)
    assert [row["state"] for row in strip] == ["passed"] * 3 + ["here"] + ["ahead"] * 5
    assert strip[0]["url"] == need.get_absolute_url()
    assert strip[6]["url"] == pilot.get_absolute_url()
    assert {row["figure"] for row in strip} == {"1 linked", "none yet", "this one"}


def test_a_neighbour_the_reader_may_not_see_is_not_counted(make_user):
    reader, other = make_user(), make_user()
    hidden, mine = a_task(other), a_task(reader)
    linking.link(hidden, mine, from_step="need", to_step="mission")
    strip = steps.around(mine, here="mission", user=reader)
    assert strip[0]["figure"] == "none yet"


def test_the_strip_costs_the_same_queries_for_one_and_for_three(
    make_user, django_assert_num_queries
):
    reader = make_user(role="staff")
    mission = a_task(reader)
    for number in range(3):
        linking.link(a_task(reader), mission, from_step="need", to_step="mission")
        steps.around(mission, here="mission", user=reader)
        with django_assert_num_queries(2):
            steps.around(mission, here="mission", user=reader)
        assert len(steps.linked(mission, reader)["need"]) == number + 1
