"""People of organisations, and how a letter to them begins."""

import pytest
from django.urls import reverse

from partners.addressing import greeting, vocative
from partners.models import Person
from tests import factories
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db
NEW = "/en/partners/people/new/"
OLENA = {"given_name": "Олена", "family_name": "Кравець", "patronymic": "Петрівна"}


LETTERS = [
    (
        OLENA | {"gender": "f"},
        ("Dear Ms Kravets", "Geachte mevrouw Kravets", "Madame Kravets"),
        "Вельмишановна Олено Петрівно",
    ),
    (
        OLENA,
        ("Dear Olena Kravets", "Geachte Olena Kravets", "Madame, Monsieur"),
        "Добрий день, Олено Петрівно",
    ),
    (
        {"given_name": "Jan", "family_name": "de Smet", "gender": "m"},
        ("Dear Mr de Smet", "Geachte heer de Smet", "Monsieur de Smet"),
        "Вельмишановний пане de Smet",
    ),
    (
        {"given_name": "Андрій", "family_name": "Бойко", "gender": "m", "salutation": "Prof."},
        ("Dear Prof. Boiko", "Geachte heer Boiko", "Monsieur Boiko"),
        "Вельмишановний пане Андрію",
    ),
]


@pytest.mark.parametrize(("who", "western", "ukrainian"), LETTERS)
def test_a_letter_begins_as_each_language_has_it(who, western, ukrainian):
    person = Person(**who)
    assert tuple(greeting(person, language) for language in ("en", "nl", "fr")) == western
    assert greeting(person, "uk") == ukrainian


@pytest.mark.parametrize(
    ("given", "patronymic", "expected"),
    [
        ("Марія", "Іванівна", "Маріє Іванівно"),
        ("Наталя", "", "Наталю"),
        ("Ілля", "Андрійович", "Ілле Андрійовичу"),
        ("Дмитро", "Олегович", "Дмитре Олеговичу"),
        ("Марко", "", "Марку"),
        ("Ігор", "", "Ігорю"),
        ("Василь", "", "Василю"),
        ("Володимир", "", "Володимире"),
        ("Микола", "", "Миколо"),
        ("Jan", "", ""),
        ("", "", ""),
    ],
)
def test_the_vocative_is_suggested(given, patronymic, expected):
    assert vocative(given, patronymic) == expected


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def test_a_new_contact_of_two_organisations(browser, make_user):
    port, museum = factories.organisation("Port House"), factories.organisation("Museum")
    account = make_user(email="olena@example.org")
    url = f"{NEW}?organisation={port.slug}"
    assert fields(browser.get(url))["organisation_1"] == "Port House"
    sent = {"organisation_2": f"https://portal/en/partners/{museum.slug}/", "role_2": "editor"}
    answer = send(browser, url, **OLENA, **sent, account="Olena@example.org", email="o@example.org")
    person = Person.objects.get()
    assert answer.headers["Location"] == person.get_absolute_url()
    assert (person.vocative, person.user) == ("Олено Петрівно", account)
    roles = {str(one.organisation): one.role for one in person.memberships.all()}
    assert roles == {"Port House": "viewer", "Museum": "editor"}
    page = browser.get(person.get_absolute_url()).content.decode()
    assert "Вельмишановна" not in page  # no gender is said
    assert "Добрий день, Олено Петрівно" in page
    edit = reverse("partners:person_edit", args=[person.pk])
    send(browser, edit, organisation_1="", vocative="Оленко")
    person.refresh_from_db()
    assert person.vocative == "Оленко"
    assert [one.organisation for one in person.memberships.all()] == [museum]


def test_what_is_wrong_stands_at_its_field(browser):
    factories.person("Somebody Else", email="taken@example.org")
    for _twice in range(2):
        factories.organisation("Port House")
    sent = {"email": "TAKEN@example.org", "phone": "1", "account": "nobody@example.org"}
    sent |= {"organisation_1": "Port House", "organisation_2": "Nowhere"}
    found = errors(send(browser, NEW, **sent))
    assert set(found) == {"given_name", "family_name", *sent}
    assert "Somebody Else" in found["email"][0]
    assert "port-house" in found["organisation_1"][0]
    assert "Nowhere" in found["organisation_2"][0]


def test_contacts_are_for_the_chamber(client, make_user, sign_in):
    port = factories.organisation("Port House")
    factories.person("Olena Kravets", organisation=port)
    factories.person("Jan Peeters")
    reader = sign_in(make_user(role="read-only"))
    for browser, sees in [(client, False), (sign_in(make_user()), False), (reader, True)]:
        assert ("Olena Kravets" in browser.get(port.get_absolute_url()).content.decode()) is sees
    people = "/en/partners/people/"
    for words in ("kravets", "port house", "olena kravets"):
        shown = reader.get(people, {"q": words}).context["object_list"]
        assert [str(person) for person in shown] == ["Olena Kravets"]
    assert "Olena" in b"".join(reader.get(f"{people}?format=csv")).decode()
