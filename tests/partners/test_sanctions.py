"""Sanctions lists: brought in, compared across scripts, and decided on by people alone."""

from io import BytesIO

import pytest
from django.utils import timezone

from chamber.jobs import queue
from partners import trust
from partners.models import (
    Check,
    Identifier,
    ListEdition,
    Organisation,
    Person,
    SanctionedName,
    SanctionsHit,
    SanctionsList,
)
from partners.trust import screening, spelling
from tests import factories
from tests.access.test_queries import LIST, queries
from tests.partners.pages import errors, send

pytestmark = pytest.mark.django_db
NEW = "/en/partners/sanctions/lists/new/"
QUEUE = "/en/partners/sanctions/"
EU = """\
fileGenerationDate;Entity_LogicalId;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;\
NameAlias_LastName;NameAlias_FirstName;NameAlias_WholeName;BirthDate_BirthDate;Identification_Number
2026-11-01;13;person;DEMO;;;Vladimir Vladimirovich Zelenets;;
2026-11-01;13;person;DEMO;;;Володимир Зеленець;;
2026-11-01;13;person;DEMO;;;;1961-02-03;AB 123 456
2026-11-01;27;enterprise;DEMO;;;Dnepr Energo OOO;;
2026-11-01;27;enterprise;DEMO;;;;;87 654 321
2026-11-01;;person;DEMO;;;Nobody at All;;
2026-11-01;31;spaceship;DEMO;;;Vostok;;
2026-11-01;34;person;DEMO;Hrytsenko;Hanna;;;
2026-11-01;35;enterprise;DEMO;;;;;
"""
SIMPLE = '''\
"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions"
"NK-1","Person","Oleg Curkan","Олег Цуркан;""Curkan; Oleg""","1970-01-01","ua;ru","","","DEMO"
"NK-2","Company","Black Wave Shipping","Чорна Хвиля ТОВ","","ua","","12345678","DEMO"
"NK-3","Vessel","Black Wave","","","","","IMO 1234567","DEMO"
'''


@pytest.fixture
def staff(make_user):
    return make_user(role="staff")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


def bring_in(browser, text, *, name="European Union", issued_on="2026-11-01", url=""):
    file = BytesIO(text.encode())
    file.name = "list.csv"
    return browser.post(NEW, {"name": name, "issued_on": issued_on, "url": url, "file": file})


def work():
    while queue.run_all("default"):
        pass


def page(browser, url=QUEUE):
    return " ".join(browser.get(url).content.decode().split())


def decide(browser, hit, state, reason="Born in another year"):
    return send(browser, hit.get_absolute_url(), state=state, reason=reason)


def test_both_formats_are_read_without_asking_and_wrong_rows_are_named(browser):
    answer = bring_in(browser, EU, url="https://example.org/list")
    edition = ListEdition.objects.get()
    assert answer.headers["Location"] == edition.get_absolute_url()
    assert "hx-get" in page(browser, edition.get_absolute_url())
    work()
    words = page(browser, edition.get_absolute_url())
    assert "3 names are on this list" in words
    assert "Row 7: The number of the entry is missing." in words
    assert "Row 8: “spaceship” is no kind that we know." in words
    assert "Row 10: The name is missing." in words
    zelenets = SanctionedName.objects.get(entry="13")
    assert zelenets.names == ["Vladimir Vladimirovich Zelenets", "Володимир Зеленець"]
    assert (zelenets.dates, zelenets.identifiers) == (["1961-02-03"], ["AB 123 456"])
    assert SanctionedName.objects.get(entry="34").names == ["Hrytsenko Hanna"]
    bring_in(browser, SIMPLE, name="OpenSanctions")
    work()
    curkan = SanctionedName.objects.get(entry="NK-1")
    assert curkan.names == ["Oleg Curkan", "Олег Цуркан", "Curkan; Oleg"]
    assert SanctionedName.objects.get(entry="NK-3").kind == "vessel"
    assert [(one.name, one.rows) for one in SanctionsList.objects.all()] == [
        ("European Union", 3),
        ("OpenSanctions", 3),
    ]


def test_a_newer_edition_replaces_the_names_and_keeps_what_was_decided(browser):
    factories.person("Володимир Зеленець")
    factories.person("Ганна Гриценко")
    bring_in(browser, EU)
    work()
    for hit in SanctionsHit.objects.all():
        decide(browser, hit, "different")
    newer = "\n".join(line for line in EU.splitlines() if ";27;" not in line)
    newer = newer.replace(";Hanna;", ";Hanna Petrivna;")
    newer += "\n2026-11-02;40;person;DEMO;;;New One;;\n"
    bring_in(browser, newer, name="european union", issued_on="2026-11-02")
    work()
    edition = ListEdition.objects.first()
    assert {name: edition.counts[name] for name in ("new", "changed", "gone")} == {
        "new": 1,
        "changed": 1,
        "gone": 1,
    }
    assert not SanctionedName.objects.filter(entry="27").exists()
    states = dict(SanctionsHit.objects.values_list("entry__entry", "state"))
    assert states == {"13": "different", "34": "new"}  # asked again, as the entry changed
    again = SanctionsHit.objects.get(state="new")
    assert "The entry has changed since" in page(browser, again.get_absolute_url())
    older = errors(bring_in(browser, EU, issued_on="2026-10-01"))
    assert older == {"issued_on": ["A newer edition of this list is there already."]}
    without = "\n".join(line for line in EU.splitlines() if ";13;" not in line)
    bring_in(browser, without, issued_on="2026-11-03")
    work()
    assert "no longer on the list" in page(browser, f"{QUEUE}?state=different")
    refused = bring_in(browser, EU.splitlines()[0] + "\n;;;;;;;;x\n", issued_on="2026-11-04")
    work()
    assert "The list stays as it was" in page(browser, refused.headers["Location"])
    assert SanctionedName.objects.listed().count() == 2


def test_another_list_is_mapped_first_and_what_is_no_table_refused(browser):
    text = "Unique ID,Name 6,Name 1,Type,Born\nX1,Hrytsenko,Hanna,Individual,1970\n"
    mapping_page = bring_in(browser, text, name="UK").headers["Location"]
    assert "Hrytsenko" in page(browser, mapping_page)
    sent = {"column_1": "part", "column_2": "part", "column_4": "date"}
    assert "number of the entry" in str(errors(send(browser, mapping_page, **sent)))
    sent |= {"column_0": "entry", "column_3": "kind"}
    assert send(browser, mapping_page, **sent).status_code == 302
    work()
    assert SanctionedName.objects.get().names == ["Hrytsenko Hanna"]
    text = "Nr;Naam\n1;Кравець Олена\n"
    mapping_page = bring_in(browser, text, name="NSDC").headers["Location"]
    send(browser, mapping_page, column_0="entry", column_1="name", every="all-person")
    old = "Entity_logical_id;Subject_type;Naal_wholename;Entity_logical_id\n5;E;Old Firm;\n"
    bring_in(browser, old, name="European Union, 1.0")
    work()
    kinds = dict(SanctionedName.objects.values_list("entry", "kind"))
    assert kinds == {"X1": "person", "1": "person", "5": "entity"}
    for wrong in ("PK\x03\x04 packed", "", "one column\nonly"):
        assert "file" in errors(bring_in(browser, wrong, name="Wrong"))
    assert not SanctionsList.objects.filter(name="Wrong").exists()


PEOPLE = [
    ("Олександр Хмельницький", "Khmelnytskyi Oleksandr"),
    ("Олександр Хмельницький", "Aleksandr Chmelnitskij"),
    ("Наталія Жукова", "Natalja Joukova"),
    ("Петро Ткаченко", "Piotr Tkaczenko"),
    ("V. Petrenko", "Volodymyr Petrenko"),
    ("Hryhorii Tsurkan", "Григорий Цуркан"),
    ("Юрій Щербак", "Jurij Schtscherbak"),
    ("Volodymyr Petrov", "PETROV Vladimir Vladimirovich"),
]
OTHERS = [
    ("Iryna Petrenko", "Ivan Petrenko"),
    ("Oleksandra Ivanova", "Oleksandr Ivanov"),
    ("Petro Tkachenko", "Petro Kovalenko"),
]
COMPANIES = [
    ("ТОВ «Зелена Хвиля»", "Zelena Khvylia LLC"),
    ("Товариство з обмеженою відповідальністю «Дніпро Енерго»", "Dnepr Energo OOO"),
    ("Agro Tech NV", "Agrotech"),
    ("ТОВ «Хвиля»", "Khvylya Trading LLC"),
]
UNLIKE = [
    ("Plant 7 LLC", "Plant 9 LLC"),
    ("Kyiv Building Plant", "Lviv Building Plant"),
    ("Delta Bank", "Delta Energy"),
]


def test_names_are_alike_whatever_the_script():
    def near(pair, *, is_person):
        one, other = (spelling.words_of(name, is_person=is_person) for name in pair)
        assert spelling.score(one, other, is_person=is_person) == spelling.score(
            other, one, is_person=is_person
        )
        return spelling.score(one, other, is_person=is_person) >= spelling.NEAR_ENOUGH

    assert [pair for pair in PEOPLE if not near(pair, is_person=True)] == []
    assert [pair for pair in OTHERS if near(pair, is_person=True)] == []
    assert [pair for pair in COMPANIES if not near(pair, is_person=False)] == []
    assert [pair for pair in UNLIKE if near(pair, is_person=False)] == []


def test_a_likeness_is_no_verdict_until_a_person_decides(browser, staff):
    energo = factories.organisation("Дніпро Енерго")
    factories.organisation("Zelena Khvylia")
    twin = factories.organisation("Another name")
    Identifier.objects.create(organisation=twin, scheme="EDRPOU", value="87654321")
    olena = factories.person("Олена Кравець")
    factories.checked(energo)
    bring_in(browser, EU)
    work()
    assert {hit.subject for hit in SanctionsHit.objects.all()} == {energo, twin}
    assert Check.objects.count() == 2 and trust.asked_for([energo]) == []
    words = page(browser)
    assert "Dnepr Energo OOO" in words and "the same number: EDRPOU 87654321" in words
    assert "Look at 2 possible matches" in page(browser, "/en/today/")
    assert "One name on a sanctions list" in page(browser, energo.get_absolute_url())
    hit = SanctionsHit.objects.get(organisation=energo)
    assert set(errors(decide(browser, hit, "same", reason=""))) == {"reason"}
    assert decide(browser, hit, "same", "The same seat and owner").status_code == 302
    assert decide(browser, hit, "same", "The same seat, owner and number").status_code == 302
    blocked = Check.objects.get(result="blocked")
    assert (blocked.organisation, blocked.checked_by) == (energo, staff)
    assert "European Union" in blocked.source
    assert any(one.blocks for one in trust.standing(energo))
    decide(browser, SanctionsHit.objects.get(organisation=twin), "different")
    assert "No match waits for you" in page(browser)
    olena.given_name, olena.family_name = "Vladimir", "Zelenets"
    olena.save()
    factories.person("Anna Hrytsenko")
    assert not SanctionsHit.objects.exclude(person=None).exists()
    screening.go_round(timezone.now())
    work()
    assert SanctionsHit.objects.exclude(person=None).count() == 2
    browser.post(f"{QUEUE}compare/")
    work()
    assert SanctionsHit.objects.get(organisation=twin).state == "different"
    olena.given_name = "Olena"
    olena.save()
    screening.go_round(timezone.now())
    work()
    assert SanctionsHit.objects.exclude(person=None).count() == 1


def test_a_new_name_of_an_organisation_is_compared_after_saving(browser):
    bring_in(browser, EU)
    work()
    port = factories.organisation("Port House")
    send(browser, f"{port.get_absolute_url()}edit/", name_uk="Дніпро Енерго", kind="company")
    work()
    assert SanctionsHit.objects.get().organisation == port


def test_the_list_costs_the_same_for_one_as_for_many(browser):
    bring_in(browser, EU)
    work()
    entry, counts = SanctionedName.objects.first(), []
    for _more in range(2):
        for made in (factories.organisation(), factories.person()):
            column = factories.column(made)
            hit = SanctionsHit.objects.create(
                entry=entry, score=90, reasons=[["name", "A", "B"]], **{column: made}
            )
        addresses = (QUEUE, "/en/partners/sanctions/lists/", hit.get_absolute_url())
        counts.append([queries(browser, address) for address in addresses])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= LIST
    assert Organisation.objects.exists() and Person.objects.exists()
