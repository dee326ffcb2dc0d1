"""Who belongs to an organisation: by invitation or with somebody's yes, never by oneself."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from chamber.links import tokens
from chamber.links.models import Link
from chamber.mail.models import OutgoingMail
from partners.models import ColleagueInvitation, JoinRequest, Membership
from tests import factories
from tests.partners.pages import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def vil():
    return factories.organisation("VIL")


@pytest.fixture
def owner(make_user, sign_in, vil):
    user = make_user(name="Anna Maes", language="nl")
    factories.person("Anna Maes", organisation=vil, role="owner", user=user)
    return sign_in(user)


def invited(owner, vil, email, **said):
    send(owner, f"/en/partners/{vil.slug}/colleagues/invite/", email=email, **said)
    return ColleagueInvitation.objects.latest("pk")


def opened(browser, invitation):
    path = urlsplit(tokens.url(invitation.link)).path
    return browser.get(path).headers["Location"]


def role_of(user, organisation):
    return Membership.objects.role_of(user, organisation)


def test_an_invited_colleague_joins_by_a_button_after_signing_in(owner, vil, make_user, sign_in):
    invitation = invited(owner, vil, "olena@example.org", role="editor", language="uk")
    mail = OutgoingMail.objects.get(to="olena@example.org")
    assert (mail.language, "VIL" in mail.subject) == ("uk", True)
    phone = Client()
    page = opened(phone, invitation)
    assert "/account/login/" in phone.get(page).content.decode()
    assert phone.post(page).headers["Location"].startswith("/uk/account/login/?next=")
    assert not Membership.objects.filter(role="editor").exists()

    olena = make_user(email="olena@example.org", name="Olena Kravets")
    browser = sign_in(olena)
    assert "Join VIL" in browser.get("/en/today/").content.decode()
    page = opened(browser, invitation)
    browser.get(page)
    assert role_of(olena, vil) == ""
    assert browser.post(page).headers["Location"] == f"/uk/partners/{vil.slug}/"
    assert role_of(olena, vil) == "editor"
    assert (olena.person.given_name, olena.person.family_name) == ("Olena", "Kravets")
    assert browser.post(page).status_code == 410
    assert "Join VIL" not in browser.get("/en/today/").content.decode()


def test_an_invitation_ends_by_time_and_by_hand_and_other_addresses_are_told(
    owner, vil, make_user, sign_in
):
    other = sign_in(make_user())
    invitation = invited(owner, vil, "olena@example.org")
    assert "You are signed in as" in other.get(opened(other, invitation)).content.decode()
    owner.post(f"/en/partners/{vil.slug}/colleagues/invitations/{invitation.pk}/revoke/")
    assert other.get(urlsplit(tokens.url(invitation.link)).path).status_code == 410
    late = invited(owner, vil, "olena@example.org")
    page = opened(other, late)
    type(vil).objects.update(status="draft")  # nobody is written to before the chamber has read it
    assert owner.get(f"/en/partners/{vil.slug}/colleagues/invite/").status_code == 403
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert other.post(page).status_code == 410
    assert late.link.expires_at > timezone.now() + timedelta(days=13)
    assert Membership.objects.count() == 1


def test_the_last_owner_neither_leaves_nor_steps_down(owner, vil, make_user, sign_in):
    people = f"/en/partners/{vil.slug}/colleagues/"
    first = Membership.objects.get()
    for verb, said in [("remove", {}), ("role", {"role": "editor"})]:
        page = owner.post(f"{people}{first.pk}/{verb}/", said, follow=True)
        assert "at least one owner" in page.content.decode()
    user = make_user()
    second = factories.person(organisation=vil, role="editor", user=user).memberships.get()
    editor = sign_in(user)
    assert editor.get(people).status_code == 200
    assert editor.post(f"{people}{first.pk}/remove/").status_code == 403
    assert editor.post(f"{people}{second.pk}/role/", {"role": "owner"}).status_code == 403
    owner.post(f"{people}{second.pk}/role/", {"role": "owner"})
    owner.post(f"{people}{first.pk}/role/", {"role": "viewer"})
    owner.post(f"{people}{first.pk}/remove/")
    assert list(vil.memberships.values_list("pk", "role")) == [(second.pk, "owner")]


def test_nobody_joins_without_a_yes(owner, vil, make_user, sign_in):
    olena = make_user(name="Olena Kravets", language="uk")
    browser, join = sign_in(olena), f"/en/partners/{vil.slug}/join/"
    contact = factories.person("Olena K", organisation=factories.organisation(), email=olena.email)
    assert join in browser.get(vil.get_absolute_url()).content.decode()
    for _twice in range(2):
        send(browser, join, words="I plan the lorries")
    asked = JoinRequest.objects.get()
    assert role_of(olena, vil) == ""
    [mail] = OutgoingMail.objects.all()  # to the owner, in her language
    assert (mail.language, mail.to) == ("nl", vil.memberships.get().person.user.email)
    assert f"/nl/partners/{vil.slug}/colleagues/" in mail.text
    decide = f"/en/partners/{vil.slug}/join/{asked.pk}/"
    assert browser.post(decide, {"role": "owner"}).status_code == 403
    assert "Olena Kravets wants to join VIL" in owner.get("/en/today/").content.decode()
    owner.post(decide, {"role": "viewer", "accept": "1"})
    assert role_of(olena, vil) == "viewer"
    assert olena.person != contact  # knowing an address opens no other organisation
    assert OutgoingMail.objects.get(to=olena.email).language == "uk"
    page = owner.post(decide, {"decline": "1"}, follow=True)
    assert "answered this request already" in page.content.decode()


def test_the_chamber_answers_where_there_is_no_owner(vil, make_user, sign_in):
    user, staff = make_user(), sign_in(make_user(role="staff"))
    send(sign_in(user), f"/en/partners/{vil.slug}/join/", words="I work here")
    [entry] = staff.get("/en/partners/reviews/").context["entries"]
    assert entry.kind == "request to join"
    assert "I work here" in staff.get(entry.url).content.decode()
    asked = JoinRequest.objects.get()
    staff.post(f"/en/partners/{vil.slug}/join/{asked.pk}/", {"decline": "1"})
    assert role_of(user, vil) == ""
    assert OutgoingMail.objects.get().to == user.email
    assert not staff.get("/en/partners/reviews/").context["entries"]
