"""What administrators do with accounts, and what they cannot."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection

from chamber.accounts import people
from chamber.accounts.models import User
from chamber.history.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(make_user):
    return make_user(role="administrator", name="Ann Administrator")


@pytest.fixture
def browser(administrator, sign_in):
    return sign_in(administrator)


def page_of(person, rest=""):
    return f"/en/account/people/{person.pk}/{rest}"


RESET = {"reason": "Lost telephone", "spoken": "video", "sure": "on"}


def test_a_reset_is_recorded_mailed_and_ends_sessions(
    administrator, browser, make_user, sign_in, mails
):
    person = make_user(role="staff", language="fr")
    theirs = sign_in(person)
    theirs.get("/en/account/")

    answer = browser.post(page_of(person, "second-factor/"), RESET)
    assert answer.url == page_of(person)

    assert not person.authenticator_set.exists()
    assert not UserSession.objects.filter(user=person).exists()
    assert theirs.get("/en/account/").url.startswith("/en/account/login/")
    entry = Entry.objects.about(person).get()
    assert (entry.verb, entry.by) == ("second factor reset", administrator)
    assert entry.data == {"reason": "Lost telephone", "spoken": "video"}
    [mail] = mails(person.email)
    assert mail.language == "fr"
    assert "Lost telephone" in browser.get(page_of(person)).content.decode()


@pytest.mark.parametrize("missing", RESET)
def test_a_reset_needs_every_answer(missing, browser, make_user):
    person = make_user(role="staff")
    values = {key: value for key, value in RESET.items() if key != missing}
    page = browser.post(page_of(person, "second-factor/"), values)
    assert page.context["form"].errors.keys() == {missing}
    assert person.authenticator_set.exists()


def test_nobody_resets_their_own(administrator, browser):
    page = browser.post(page_of(administrator, "second-factor/"), RESET)
    assert "Ask another administrator" in page.content.decode()
    assert administrator.authenticator_set.exists()


@pytest.mark.parametrize(
    "values", [{"role": "staff", "is_active": "on"}, {"role": "administrator"}, {"role": ""}]
)
def test_the_last_administrator_stays(values, administrator, browser, make_user):
    make_user(role="administrator", is_active=False)  # does not count
    page = browser.post(page_of(administrator), values)
    assert "last administrator" in page.content.decode()
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


def test_one_of_two_administrators_may_go(administrator, browser, make_user):
    second = make_user(role="administrator")
    browser.post(page_of(second), {"role": "staff", "is_active": "on"})
    second.refresh_from_db()
    assert second.role == "staff"
    entry = Entry.objects.about(second).get()
    assert entry.data == {"before": "administrator", "after": "staff"}


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_demote_each_other_at_once(make_user):
    first, second = make_user(role="administrator"), make_user(role="administrator")
    start = Barrier(2)

    def demote(by, person):
        start.wait()
        try:
            people.change_access(person, role="staff", is_active=True, by=by)
        except people.Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor() as pool:
        answers = pool.map(demote, [first, second], [second, first])
    assert sorted(answers) == ["done", "refused"]
    assert User.objects.administrators().count() == 1


def test_closing_an_account_ends_its_sessions(browser, make_user, sign_in):
    person = make_user(role="staff")
    theirs = sign_in(person)
    theirs.get("/en/account/")
    browser.post(page_of(person), {"role": "staff"})
    assert not UserSession.objects.filter(user=person).exists()
    assert theirs.get("/en/account/").status_code == 302


def test_ending_sessions(browser, make_user, sign_in):
    person = make_user()
    theirs = sign_in(person)
    theirs.get("/en/account/")
    browser.post(page_of(person, "sessions/"))
    assert theirs.get("/en/account/").status_code == 302


def test_an_invited_colleague_chooses_a_password_and_a_factor(
    client, browser, mails, address_in, give_password
):
    values = {"name": "Bob", "email": "Bob@example.org", "role": "staff", "language": "nl"}
    answer = browser.post("/en/account/people/invite/", values)
    bob = User.objects.get(email="bob@example.org")
    assert answer.url == page_of(bob)

    [mail] = mails("bob@example.org")
    assert mail.language == "nl"
    form = client.get(address_in(mail), follow=True)
    chosen = {"password1": "a passphrase of bob", "password2": "a passphrase of bob"}
    client.post(form.request["PATH_INFO"], chosen)
    give_password("bob@example.org", "a passphrase of bob")
    assert client.get("/en/account/").url == "/en/account/2fa/totp/activate/"


def test_an_invitation_can_be_sent_again_until_it_is_used(browser, make_user, mails):
    person = make_user(role="staff")
    browser.post(page_of(person, "invitation/"))
    assert mails(person.email) == []
    person.set_unusable_password()
    person.save()
    browser.post(page_of(person, "invitation/"))
    assert len(mails(person.email)) == 1


def test_an_address_is_invited_once(browser, make_user):
    make_user(email="known@example.org")
    values = {"name": "Bob", "email": "KNOWN@example.org", "role": "staff", "language": "en"}
    page = browser.post("/en/account/people/invite/", values)
    assert page.context["form"].errors.keys() == {"email"}


def test_the_page_of_a_person_says_how_it_stands(browser, make_user):
    page = browser.get(page_of(make_user(role="staff"))).content.decode()
    assert "Reset the second factor" in page and "not set up" not in page
    page = browser.get(page_of(make_user(role="staff", second_factor=False))).content.decode()
    assert "Reset the second factor" not in page and "not set up" in page


def test_a_role_that_is_none(browser, make_user):
    person = make_user(role="staff")
    assert browser.post(page_of(person), {"role": "emperor", "is_active": "on"}).status_code == 200
    answer = browser.post(page_of(person), {})
    assert answer.context["form"].errors.keys() == {"role"}
    person.refresh_from_db()
    assert (person.role, person.is_active) == ("staff", True)
    browser.post(page_of(person), {"role": "", "is_active": "on"})
    person.refresh_from_db()
    assert person.role == ""


def test_the_list_filters(browser, make_user):
    make_user(role="staff", name="With")
    make_user(role="staff", name="Without", second_factor=False)
    page = browser.get("/en/account/people/?role=staff&second_factor=no")
    assert [person.name for person in page.context["object_list"]] == ["Without"]


@pytest.mark.parametrize("role", ["", "read-only", "staff"])
def test_others_look_after_nobody(role, make_user, sign_in):
    other, browser = make_user(), sign_in(make_user(role=role))
    for url in ["/en/account/people/", "/en/account/people/invite/", page_of(other)]:
        assert browser.get(url).status_code == 403
    for rest in ["", "sessions/", "invitation/", "second-factor/"]:
        assert browser.post(page_of(other, rest), RESET).status_code == 403


def test_a_name_cannot_add_lines_to_a_mail(administrator, mails):
    people.invite(
        email="x@example.org",
        name="Eve\r\nBcc: all@example.org",
        role="staff",
        language="en",
        by=administrator,
    )
    [mail] = mails("x@example.org")
    assert "\n" not in mail.subject


def test_markup_in_a_name_is_shown_as_written(browser, make_user):
    person = make_user(name="<script>alert(1)</script>")
    assert b"<script>alert(1)" not in browser.get(page_of(person)).content
