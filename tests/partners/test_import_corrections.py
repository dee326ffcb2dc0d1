"""Wrong rows of an import, corrected where they stand: by one person, by two, before and after the
rest was applied."""

import csv
import io

import pytest
from django.utils import translation
from django.utils.translation import gettext

from chamber.jobs import queue
from partners.models import ImportRun, Organisation
from tests import factories
from tests.access.test_queries import queries
from tests.partners.files import counts, imported, table
from tests.partners.pages import errors, fields
from tests.partners.test_import_pages import upload, words

pytestmark = pytest.mark.django_db
HEADER = ["Name", "Country", "Mail", "Remark"]
ROWS = [
    ["Port House", "BE", "info@example.org", "x"],
    ["Flux50", "Atlantis", "no address", "y"],
    ["Port House", "BE", "", "z"],
    ["", "UA", "info@example.org", ""],
]
COLUMNS = {"column_0": "name", "column_1": "country", "column_2": "email"}


@pytest.fixture
def staff(make_user):
    return make_user(role="staff", name="Anna Peeters")


@pytest.fixture
def browser(staff, sign_in):
    return sign_in(staff)


@pytest.fixture
def run(browser):
    """A file with two wrong rows and a double one, checked."""
    url = upload(browser, table(ROWS, header=HEADER))["Location"]
    browser.post(url, COLUMNS)
    queue.run_all("default")
    return ImportRun.objects.get()


def address(run, number):
    return f"{run.get_absolute_url()}rows/{number}/"


def seen(browser, run, number):
    """What a browser sends back of the form of a row."""
    page = browser.get(address(run, number))
    found = fields(page)
    shown = [field for field in page.context["form"] if field.field.show_hidden_initial]
    return found | {field.html_initial_name: field.initial for field in shown}


def correct(browser, run, number, sent=None, **cells):
    sent = sent or seen(browser, run, number)
    return browser.post(address(run, number), sent | cells, follow=True)


def apply(browser, run):
    browser.post(f"{run.get_absolute_url()}apply/")
    queue.run_all("default")
    return words(browser.get(run.get_absolute_url()))


def states(run):
    return dict(run.rows.values_list("number", "state"))


def test_a_row_is_corrected_step_by_step_and_applied_with_the_rest(browser, run):
    page = browser.get(address(run, 3))
    assert errors(page) == {
        "cell_1": ["We know no country of this name. Use its two letters, such as BE or UA."],
        "cell_2": ["This is no mail address. Write one address, such as info@example.org."],
    }
    assert 'id="id_cell_1_error"' in words(page) and "Remark" not in words(page)
    still = correct(browser, run, 3, cell_1="Belgium")
    assert "Row 3 is still wrong." in words(still) and list(errors(still)) == ["cell_2"]
    after = correct(browser, run, 3, cell_2="")
    assert "Row 3 is right now: it makes a new organisation." in words(after)
    assert after.context["row"].number == 4  # the next one
    preview = words(browser.get(run.get_absolute_url()))
    assert "Apply 2 rows" in preview and "state=right" in preview
    file = b"".join(browser.get(f"{run.get_absolute_url()}wrong/")).decode("utf-8-sig")
    left = [row[0] for row in csv.reader(io.StringIO(file), delimiter=";")]
    assert left == ["Name", "Port House", ""]
    result = apply(browser, run)
    assert "2 rows have been applied" in result and "Organisations: 2 new, 0 changed." in result
    assert states(run) == {3: "applied", 4: "wrong", 5: "wrong"}
    assert [*Organisation.objects.order_by("pk").values_list("name_en", "email")] == [
        ("Port House", "info@example.org"),
        ("Flux50", ""),
    ]
    assert "This row has been applied" in words(browser.get(address(run, 3)))
    assert correct(browser, run, 3, {"cell_0": "X"}).status_code == 200
    assert states(run)[3] == "applied"
    again = imported(table([ROWS[0], ["Flux50", "Belgium", "", ""]], header=HEADER))
    assert counts(again) == (0, 0, 2, 0, 0)


def test_rows_corrected_after_the_rest_was_applied(browser, run):
    there = factories.organisation("Old name", email="old@example.org")
    assert "One row has been applied" in apply(browser, run)
    changes = correct(browser, run, 5, cell_0="Old name", cell_1="BE")
    assert "Row 5 is right now: it changes Old name." in words(changes)
    correct(browser, run, 3, cell_1="BE", cell_2="")
    page = words(browser.get(address(run, 5)))
    assert "<del>old@example.org</del>" in page and "<ins>info@example.org</ins>" in page
    assert "Apply 2 corrected rows" in words(browser.get(run.get_absolute_url()))
    result = apply(browser, run)
    assert "3 rows have been applied" in result and "Organisations: 2 new, 1 changed." in result
    there.refresh_from_db()
    assert there.email == "info@example.org"
    before = Organisation.objects.count()
    apply(browser, run)
    assert Organisation.objects.count() == before
    history = words(browser.get(f"/en/history/partners.importrun/{run.pk}/"))
    assert "Corrected a row: row 5" in history and "by Anna Peeters" in history


def test_a_row_is_never_made_twice(browser, run):
    correct(browser, run, 3, cell_1="BE", cell_2="", cell_0="Ghent Lab")
    double = correct(browser, run, 5, cell_0="Ghent Lab", cell_1="BE")
    assert "Row 3 speaks of the same organisation. Leave one of the two." in words(double)
    correct(browser, run, 4, cell_0="Port House Ghent")
    correct(browser, run, 3, cell_0="Port House Ghent")
    assert states(run) == {3: "wrong", 4: "right", 5: "wrong"}
    correct(browser, run, 5)
    assert states(run)[5] == "right"  # row 3 is another one now
    apply(browser, run)
    names = Organisation.objects.values_list("name_en", flat=True)
    assert sorted(names) == ["Ghent Lab", "Port House", "Port House Ghent"]


def test_a_row_is_left_out_and_taken_in_again(browser, run):
    for number in (3, 4):
        browser.post(f"{address(run, number)}aside/")
    assert states(run) == {3: "aside", 4: "aside", 5: "wrong"}
    assert "This row is left out" in words(browser.get(address(run, 3)))
    wrong = f"{run.get_absolute_url()}wrong/"
    assert b"Flux50" not in b"".join(browser.get(wrong))
    browser.post(f"{address(run, 3)}aside/", {"aside": "no"})
    assert states(run)[3] == "wrong" and b"Flux50" in b"".join(browser.get(wrong))


def test_corrections_outlive_another_check(browser, run):
    correct(browser, run, 3, cell_1="BE", cell_2="")
    browser.post(f"{address(run, 4)}aside/")
    browser.post(f"{run.get_absolute_url()}columns/", COLUMNS)
    queue.run_all("default")
    run.refresh_from_db()
    assert states(run) == {3: "right", 4: "aside", 5: "wrong"}
    assert (run.counts["rows"], run.to_apply) == (4, 2)


def test_faults_are_said_in_the_language_of_who_reads_them(browser, run):
    page = browser.get(f"/nl/partners/imports/{run.pk}/rows/3/")
    with translation.override("nl"):
        said = gettext("This is no mail address. Write one address, such as info@example.org.")
    assert errors(page)["cell_2"] == [said] and "adres" in said


def test_two_people_at_one_row_lose_nothing(browser, run, make_user, sign_in):
    other = sign_in(make_user(role="staff", name="Ivan Koval"))
    mine, theirs = seen(browser, run, 3), seen(other, run, 3)
    correct(other, run, 3, theirs, cell_1="NL")
    apart = correct(browser, run, 3, mine, cell_2="info@flux.example")
    assert "Row 3 is right now" in words(apart)  # each another cell
    [row] = run.rows.filter(number=3)
    assert row.cells == ["Flux50", "NL", "info@flux.example", "y"]
    clash = browser.post(address(run, 3), mine | {"cell_1": "BE", "idempotency_key": ""})
    assert clash.status_code == 409
    [difference] = clash.context["differences"]
    assert (difference.label, difference.theirs, difference.yours) == ("Country", "NL", "BE")
    row.refresh_from_db()
    assert row.cells[1] == "NL"
    knowingly = fields(clash) | {"initial-cell_1": "NL", "initial-cell_2": "info@flux.example"}
    assert "Row 3 is right now" in words(browser.post(address(run, 3), knowingly, follow=True))
    row.refresh_from_db()
    assert row.cells == ["Flux50", "BE", "info@flux.example", "y"]


def test_thousands_of_wrong_rows_come_in_pages_at_the_same_cost(browser, run):
    list_of = f"{run.get_absolute_url()}rows/"
    browser.get(list_of)
    one, form = queries(browser, f"{list_of}?state=aside"), queries(browser, address(run, 4))
    assert one <= 12 and form <= 15
    content = table([["X", "Atlantis", f"{n}", ""] for n in range(60)], header=HEADER)
    browser.post(upload(browser, content)["Location"], COLUMNS)
    queue.run_all("default")
    many = ImportRun.objects.first()
    list_of = f"{many.get_absolute_url()}rows/"
    assert queries(browser, f"{list_of}?state=wrong") <= one + 1
    page = browser.get(list_of)
    assert page.context["count"].value == 60 and len(page.context["object_list"]) == 50
    assert len(browser.get(page.context["next_url"]).context["object_list"]) == 10
    assert queries(browser, address(many, 40)) <= form


def test_a_row_that_is_no_row_and_words_that_are_too_long(browser):
    content = b'name;country\nVIL;"BE" x\nPort;BE;more\n'
    browser.post(upload(browser, content)["Location"], {"column_0": "name", "column_1": "country"})
    queue.run_all("default")
    run = ImportRun.objects.get()
    assert "A quotation mark is open" in errors(browser.get(address(run, 2)))["__all__"][0]
    assert "more cells than the header" in errors(browser.get(address(run, 3)))["__all__"][0]
    long = correct(browser, run, 2, cell_0="x" * 10_001)
    assert "at most 10000 characters" in errors(long)["cell_0"][0]
    assert "x" * 10_001 in words(long)
    correct(browser, run, 2, cell_0="VIL", cell_1="BE")
    correct(browser, run, 3)
    assert states(run) == {2: "right", 3: "right"}
