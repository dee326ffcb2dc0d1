"""Planning verbs: the state machine, and what belongs to a mission follows it."""

import itertools

import pytest
from django.utils import timezone

from chamber.bookings.models import Booking, Resource
from chamber.chain.models import ChainLink
from missions import planning, programme
from missions.models import Mission, ProgrammeItem
from tests import factories

pytestmark = pytest.mark.django_db
STATES = Mission.State.values
ARROWS = {
    ("draft", "planned"),
    ("planned", "inviting"),
    ("inviting", "confirmed"),
    ("confirmed", "running"),
    ("running", "completed"),
    *((state, "cancelled") for state in STATES[:5]),
}


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def mission(staff):
    return factories.mission(staff)


def lay_out(mission, by, **parts):
    wanted = dict.fromkeys(["hosts", "delegations", "resources", "needs"], ()) | parts
    item = ProgrammeItem(
        mission=mission,
        title_en="Port House",
        starts_at=factories.moment(11, 9, 30),
        ends_at=factories.moment(11, 11),
    )
    return programme.add(item, **wanted, by=by, at=factories.moment(1))


def cities(*names):
    return [factories.place(name) for name in names]


def test_a_mission_moves_along_its_arrows_only(mission, staff):
    for state, to in itertools.permutations(STATES, 2):
        Mission.objects.filter(pk=mission.pk).update(state=state)
        mission.refresh_from_db()
        if (state, to) in ARROWS:
            planning.advance(mission, to=to, by=staff, at=timezone.now())
        else:
            with pytest.raises(planning.NoSuchStep):
                planning.advance(mission, to=to, by=staff, at=timezone.now())
        mission.refresh_from_db()
        assert mission.state == (to if (state, to) in ARROWS else state)


def test_being_there_already_is_harmless(mission, staff):
    planning.advance(mission, to="inviting", by=staff, at=timezone.now())
    assert not mission.log_entries().filter(verb="moved_on").exists()


def test_a_cancelled_mission_gives_everybody_their_time_back(mission, staff):
    interpreter = Resource.objects.create(kind="interpreter", label="I. Bondar")
    item = lay_out(mission, staff, resources=[interpreter])
    assert Booking.objects.count() == 4  # three delegations and the interpreter
    planning.advance(mission, to="cancelled", by=staff, at=timezone.now())
    assert not Booking.objects.exists()
    assert mission.items.get() == item  # still there to be read
    with pytest.raises(ValueError, match="cancelled"):
        lay_out(mission, staff)


def test_a_city_that_joins_later_takes_part_in_what_is_for_everybody(mission, staff):
    item = lay_out(mission, staff)
    all_four = cities("Odesa", "Mykolaiv", "Kherson", "Izmail")
    planning.send_cities(mission, cities=all_four, by=staff)
    izmail = mission.delegations.get(city__name_en="Izmail")
    assert izmail.resource.bookings.get() in item.bookings.all()
    planning.send_cities(mission, cities=all_four[:3], by=staff)
    assert item.bookings.count() == 3
    assert not Resource.objects.filter(pk=izmail.resource_id).exists()


def test_a_city_with_people_stays(mission, staff):
    factories.participant(mission, "Kherson")
    planning.send_cities(mission, cities=cities("Odesa"), by=staff)
    assert [str(one) for one in mission.delegations.all()] == ["Odesa", "Kherson"]


def test_a_need_that_travels_along_is_a_link_of_the_chain(mission, staff):
    need, other = factories.need(), factories.need()
    planning.choose_needs(mission, add=[need, other], drop=[], by=staff)
    planning.choose_needs(mission, add=[need], drop=[other], by=staff)
    assert list(mission.needs.all()) == [need]
    [link] = ChainLink.objects.into(mission)
    assert (link.from_object, link.from_step, link.to_step) == (need, "need", "mission")


def test_a_confirmed_visit_that_answers_a_need_is_a_link_of_the_chain(mission, staff):
    item = lay_out(mission, staff, needs=[factories.need()])
    assert not ChainLink.objects.out_of(mission).exists()
    item.state = "confirmed"
    parts = dict.fromkeys(["hosts", "delegations", "resources"], ())
    programme.change(item, **parts, needs=item.needs.all(), by=staff, at=factories.moment(1))
    assert ChainLink.objects.out_of(mission).get().to_object == item
    programme.remove(item, by=staff)
    assert not ChainLink.objects.out_of(mission).exists()
    assert not Booking.objects.exists()
