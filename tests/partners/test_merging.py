"""Two organisations made one, and two again: nothing is lost on either way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from chamber.bookings import booking
from chamber.bookings.models import Resource
from chamber.chain import linking
from chamber.chain.models import ChainLink, Step
from chamber.forms.models import Stale
from chamber.history.lines import lines
from chamber.history.models import Entry
from clusters.models import ClusterMembership
from missions import hosts
from partners.duplicates import merging, pointers
from partners.matching import sources
from partners.models import DuplicatePair, FacetCount, Identifier, Membership, Merge, Organisation
from tests import factories
from tests.access.test_queries import queries
from tests.partners.files import counts, imported, table
from tests.partners.pages import fields, send

HEADER = ["name", "country", "KvK"]
NOTED = {
    "history.entry",
    "partners.merge",
    "partners.duplicatepair",
    "jobs.job",
    "partners.facetcount",
}
OWN_CLOCK = {"version", "updated_at", "sort_en", "sort_nl", "sort_fr", "sort_uk"}


def tables():
    """Every row of every table that is not a diary, by model and key."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label not in NOTED and "event" not in label and model._meta.app_label not in UNTOUCHED:
            for row in model._base_manager.values():
                kept = {name: value for name, value in row.items() if name not in OWN_CLOCK}
                found[label, row[model._meta.pk.attname]] = kept
    return found


def counted():
    """How many organisations have a term, by who may see them."""
    sums = FacetCount.objects.order_by().values_list("reach", "term").annotate(n_all=Sum("n"))
    return {(reach, term): n for reach, term, n in sums if n}


UNTOUCHED = {"pghistory", "sessions", "usersessions", "contenttypes", "auth", "forms", "accounts"}


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def two(staff):
    """(kept, gone), each with one of everything that can point at an organisation, and one thing
    that both have: a seat in the same mission, cluster and programme."""
    kept = full("Port House", staff)
    gone = full("Porthouse NV", staff, website="https://porthouse.be", email="info@porthouse.be")
    both = factories.cluster("Both")
    mission = factories.mission(staff)
    item = factories.item(mission)
    for row in (kept, gone):
        ClusterMembership.objects.create(cluster=both, organisation=row, helix="company")
        hosts.add(mission, row, by=staff)
        item.hosts.add(row)
        sources.profile_organisation(row)
    return kept, gone


def full(name, by, **more):
    topic = factories.topic(name)
    row = factories.organisation(name, topics=[topic], aliases=[f"{name} (old)"], **more)
    Identifier.objects.create(organisation=row, scheme="KVK", value=f"{row.pk:08}")
    factories.person(organisation=row)
    factories.offer(f"Offer of {name}", organisation=row)
    factories.technology(providers=[row])
    factories.cluster(f"Cluster-{row.pk}", organisation=row)
    mission = factories.mission(by)
    hosts.add(mission, row, by=by)
    factories.participant(mission, organisation=row)
    linking.link(factories.need(), row, from_step=Step.NEED, to_step=Step.PARTNER)
    row.log("created", by=by)
    row.resource = Resource.objects.create(kind="host", label=name)
    row.save()
    booking.book(row.resource, during=hours(row.pk), what="Visit", by=by)
    sources.profile_organisation(row)
    return Organisation.objects.get(pk=row.pk)


def hours(number):
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    return DateTimeTZRange(factories.moment(11, number % 20), factories.moment(11, number % 20 + 1))


def merged(kept, gone, by, **taken):
    return merging.merge(kept, gone, taken=taken, by=by, at=timezone.now())


@pytest.mark.django_db
def test_everything_follows_and_comes_back(two, staff):
    kept, gone = two
    before = tables(), counted()
    done = merged(kept, gone, staff, website="gone")
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert {"history.entry", "partners.suggestion"} & {move["model"] for move in done.moved}
    assert (gone.status, gone.merged_into) == ("archived", kept)
    assert kept.offers.count() == 2
    assert kept.memberships.count() == 4
    assert kept.identifiers.count() == 2
    assert kept.technologies.count() == 2
    assert kept.topics.count() == 2
    assert kept.hosted.count() == 3
    assert kept.resource.bookings.count() == 2
    assert ChainLink.objects.into(kept).count() == 2
    assert kept.website == "https://porthouse.be"
    assert kept.email == "info@porthouse.be"  # it had none
    assert set(kept.aliases) == {"Port House (old)", "Porthouse NV (old)", "Porthouse NV"}
    left = {move["model"] for move in done.left}
    assert {"clusters.clustermembership", "missions.missionpartner"} <= left
    assert {"clusters.cluster", "missions.programmeitem_hosts"} <= left
    assert any("merged into it" in line.words for line in lines(kept))
    assert any("created" in line.words for line in lines(gone))
    undone = merging.undo(done, by=staff, at=timezone.now())
    assert undone.put_back == []
    assert (tables(), counted()) == before


@pytest.mark.django_db
def test_every_pointer_is_known():
    """What somebody adds later is moved too: all relations of all apps are walked."""
    found = {(one.model._meta.label_lower, one.column) for one in pointers.pointers(Organisation)}
    assert {
        ("partners.offer", "organisation_id"),
        ("partners.matchprofile", "provider_id"),
        ("missions.participant", "organisation_id"),
        ("missions.programmeitem_hosts", "organisation_id"),
        ("clusters.cluster", "organisation_id"),
        ("history.entry", "object_id"),
        ("chain.chainlink", "from_id"),
        ("chain.chainlink", "to_id"),
    } <= found
    assert not any("event" in label for label, _column in found)


@pytest.mark.django_db
def test_what_changed_since_the_merge_stays_and_is_said(two, staff, sign_in):
    kept, gone = two
    offer, other = gone.offers.get(), factories.organisation("Third")
    done = merged(kept, gone, staff)
    offer.refresh_from_db()
    offer.organisation = other
    offer.save()
    Membership.objects.filter(organisation=kept, person__in=kept.people.all()).delete()
    kept.refresh_from_db()
    kept.aliases = ["Quite another"]
    kept.save()
    browser = sign_in(staff)
    page = browser.post(f"/en/partners/merges/{done.pk}/undo/", follow=True).content.decode()
    assert "Not everything could be put back" in page
    assert "Offers: 1" in page
    assert "Memberships: 2" in page
    assert "Other names" in page
    offer.refresh_from_db()
    kept.refresh_from_db()
    assert (offer.organisation, kept.aliases) == (other, ["Quite another"])
    again = browser.post(f"/en/partners/merges/{done.pk}/undo/", follow=True).content.decode()
    assert "undone already" in again


@pytest.mark.django_db
def test_merges_in_a_row_are_undone_backwards(staff, client):
    first, second, third = (factories.organisation(name) for name in ("One", "Two", "Three"))
    one = merged(second, first, staff)
    second.refresh_from_db()
    two = merged(third, second, staff)
    answer = client.get(first.get_absolute_url())
    assert (answer.status_code, answer.headers["Location"]) == (302, third.get_absolute_url())
    with pytest.raises(merging.CannotUndo):
        merging.undo(one, by=staff, at=timezone.now())
    for merge in (two, one):
        merging.undo(merge, by=staff, at=timezone.now())
    assert client.get(first.get_absolute_url()).status_code == 200


def pair_of(first, second):
    reasons = [{"what": "same name", "facts": [str(first), str(second)], "weight": 3}]
    return DuplicatePair.objects.create(
        first=first, second=second, score=0.9, reasons=reasons, found_at=timezone.now()
    )


@pytest.mark.django_db
def test_the_page_shows_both_and_merges_as_chosen(two, staff, sign_in, client):
    kept, gone = two
    pair, browser = pair_of(kept, gone), sign_in(staff)
    address = pair.get_absolute_url()
    page = browser.get(address).content.decode()
    assert "Are Port House and Porthouse NV one?" in page
    assert "Same name: “Port House” and “Porthouse NV”" in page
    assert "https://porthouse.be" in page
    assert "What hangs on each" in page
    answer = send(
        browser,
        address,
        keep="second",
        take_name_en="first",
        take_topics="first",
        take_identifiers="second",
    )
    done = Merge.objects.get()
    assert answer.headers["Location"] == done.get_absolute_url()
    assert (done.kept, done.gone) == (gone, kept)
    file = table([["Porthouse again", "NL", kept.identifiers.get().value]], header=HEADER)
    assert counts(imported(file)) == (0, 0, 0, 1, 0)  # the one that went is not written to
    assert str(done.kept) == "Port House"
    assert [str(topic) for topic in done.kept.topics.all()] == ["Port House"]
    pair.refresh_from_db()
    assert (pair.state, pair.by) == ("merged", staff)
    said = browser.get(done.get_absolute_url()).content.decode()
    assert "What stayed with the one that went" in said
    assert (
        f'href="{done.get_absolute_url()}"' in browser.get(gone.get_absolute_url()).content.decode()
    )
    assert client.get(kept.get_absolute_url()).headers["Location"] == gone.get_absolute_url()
    late = browser.get(address, follow=True).content.decode()
    assert "has been merged already" in late
    browser.post(f"{done.get_absolute_url()}undo/")
    assert client.get(kept.get_absolute_url()).status_code == 200
    assert queries(browser, address) <= 15


@pytest.mark.django_db
def test_one_that_only_members_see_gives_nothing_away(staff, client):
    kept, gone = factories.organisation(visibility="members"), factories.organisation()
    merged(kept, gone, staff)
    assert client.get(gone.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_nobody_merges_what_they_have_not_seen(staff, sign_in):
    first, second = factories.organisation("One"), factories.organisation("Two")
    pair, browser = pair_of(first, second), sign_in(staff)
    sent = fields(browser.get(pair.get_absolute_url()))
    second.name_nl = "Twee"
    second.save()
    answer = browser.post(pair.get_absolute_url(), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else changed one of the two" in page
    assert "Twee" in page
    assert not Merge.objects.exists()
    assert browser.post(pair.get_absolute_url(), fields(answer)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_is_told(make_user):
    staff = make_user(role="staff")
    one, other = factories.organisation("One"), factories.organisation("Two")
    start = Barrier(2)

    def go(both):
        own = [Organisation.objects.get(pk=row.pk) for row in both]
        try:
            start.wait(timeout=20)
            with transaction.atomic():
                return merging.merge(*own, taken={}, by=staff, at=timezone.now()).pk
        except (Stale, merging.Merged) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        ended = list(people.map(go, [(one, other), (other, one)]))
    assert len([end for end in ended if isinstance(end, int)]) == 1
    assert Merge.objects.count() == 1
    assert Entry.objects.filter(verb="merged").count() == 1
