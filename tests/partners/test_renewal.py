"""Once a year somebody says that everything is still right: by one click, without an account."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from chamber.jobs import rounds
from chamber.links import tokens
from chamber.links.models import Link
from chamber.mail.models import OutgoingMail
from partners.matching import sources
from partners.models import Membership, Offer, Organisation
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def kept(today):
    """Published, to be confirmed today, with an owner who has no account and reads Ukrainian."""
    row = factories.organisation("Zelena", renew_by=today)
    factories.person("Олена Кравець", organisation=row, role="owner", language="uk")
    factories.person(organisation=row)  # a viewer is not written to
    sources.profile_organisation(row)
    return row


def go(days=0):
    rounds.go_round(at=timezone.now() + days * DAY)


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


def opened(link):
    """A phone that has followed the link of the mail, and the address of the page."""
    phone = Client()
    return phone, phone.get(urlsplit(tokens.url(link)).path).headers["Location"]


def test_members_are_reminded_three_times_and_the_page_lapses_a_month_later(kept, client):
    for days in (-40, -30, -30, -20, -7, -3, 0, 0, 20):
        go(days)
    assert len(mails()) == 3
    assert {mail.language for mail in mails()} == {"uk"}
    assert "{link:" in mails()[0].text
    assert client.get(kept.get_absolute_url()).status_code == 200
    go(31)
    go(31)
    kept.refresh_from_db()
    assert (kept.status, kept.profile.is_open, len(mails())) == ("expired", False, 4)
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert not Organisation.objects.visible_to(AnonymousUser()).exists()

    phone, page = opened(Link.objects.get(pk__in=tokens.links_in(mails()[-1].text)))
    phone.post(page)
    kept.refresh_from_db()
    assert (kept.status, kept.profile.is_open) == ("published", True)
    assert client.get(kept.get_absolute_url()).status_code == 200


def test_the_link_needs_no_account_and_reading_it_changes_nothing(kept, today):
    go()
    phone, page = opened(Link.objects.get())
    first = phone.get(page)
    assert "Zelena" in first.content.decode()
    assert first.headers["Content-Language"] == "uk"
    kept.refresh_from_db()
    assert (kept.confirmed_on, kept.renew_by) == (None, today)
    for _twice in range(2):
        assert phone.post(page).status_code == 302
    kept.refresh_from_db()
    assert (kept.confirmed_on, kept.renew_by) == (today, today + 365 * DAY)
    assert kept.log_entries().filter(verb="confirmed").count() == 1
    go(40)
    assert Organisation.objects.get(pk=kept.pk).status == "published"
    Membership.objects.filter(role="owner").delete()
    assert phone.post(page).status_code == 410  # who is not there any more decides nothing


def test_what_nobody_keeps_waits_for_the_chamber_and_never_lapses(today, make_user, sign_in):
    alone = factories.organisation("Compiled", renew_by=today - 90 * DAY)
    factories.person(organisation=alone)  # a contact is no keeper
    staff = sign_in(make_user(role="staff"))
    go()
    alone.refresh_from_db()
    assert (alone.status, mails()) == ("published", [])
    [entry] = staff.get("/en/partners/reviews/").context["entries"]
    assert (entry.what, entry.url) == ("Compiled", alone.get_absolute_url())
    staff.post(f"{alone.get_absolute_url()}confirm/")
    assert not staff.get("/en/partners/reviews/").context["entries"]
    owner = factories.person(organisation=alone, role="owner")
    Organisation.objects.update(renew_by=None)
    go()
    assert Organisation.objects.get().renew_by == today + 365 * DAY  # its year begins
    assert not OutgoingMail.objects.filter(to=owner.email).exists()


def test_a_new_owner_of_a_late_page_gets_the_whole_month(kept, today):
    Organisation.objects.update(renew_by=today - 90 * DAY)
    go()
    assert Organisation.objects.get().status == "published"
    go(31)
    assert Organisation.objects.get().status == "expired"


def test_the_chamber_archives_with_a_reason_and_brings_back(kept, make_user, sign_in, client):
    staff, url = sign_in(make_user(role="staff")), kept.get_absolute_url()
    assert staff.post(f"{url}archive/", {"reason": ""}).status_code == 200
    staff.post(f"{url}archive/", {"reason": "Merged into another"})
    assert client.get(url).status_code == 404
    assert "Merged into another" in staff.get(url).content.decode()
    assert (
        "Merged into another"
        in staff.get(f"/en/history/partners.organisation/{kept.pk}/").content.decode()
    )
    go()
    assert mails() == []
    staff.post(f"{url}bring-back/")
    assert client.get(url).status_code == 200


def test_staff_who_publish_begin_the_year(make_user, sign_in, today):
    from tests.partners.pages import send

    row = factories.organisation(status="draft")
    staff = sign_in(make_user(role="staff"))
    send(staff, f"/en/partners/{row.slug}/edit/", status="published")
    row.refresh_from_db()
    assert (row.confirmed_on, row.renew_by) == (today, today + 365 * DAY)


def test_offers_end_unless_somebody_says_they_still_stand(kept, today, client):
    ends = today + 30 * DAY
    offer = factories.offer("Slots", organisation=kept, expires_on=ends)
    sources.profile_offer(offer)
    Organisation.objects.update(renew_by=today + 300 * DAY)
    for days in (-1, 0, 0, 5):
        go(days)
    [mail] = mails()
    assert (mail.language, "Slots" in mail.subject) == ("uk", True)
    go(31)
    offer.refresh_from_db()
    assert (offer.status, offer.profile.is_open) == ("expired", False)
    assert client.get(offer.get_absolute_url()).status_code == 404

    phone, page = opened(Link.objects.get())
    assert phone.get(page).status_code == 200
    assert Offer.objects.get().status == "expired"
    phone.post(page)
    offer.refresh_from_db()
    assert (offer.status, offer.profile.is_open) == ("published", True)
    assert offer.expires_on == today + 365 * DAY
    Offer.objects.update(expires_on=today - DAY)  # before any round has seen it
    assert client.get(offer.get_absolute_url()).status_code == 404
    assert not client.get("/en/partners/offers/").context["object_list"]
