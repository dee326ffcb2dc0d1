"""The way of a file through the pages: upload, columns, preview, apply, what was not taken."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chamber.jobs import queue
from partners.models import ImportRun, Organisation
from tests import factories
from tests.access.test_queries import queries
from tests.partners.files import checked, table

pytestmark = pytest.mark.django_db
NEW = "/en/partners/imports/new/"
HEADER = ["Назва", "Країна", "Електронна пошта", "Нотатка"]
ROWS = [
    ["Зелена Хвиля", "Україна", "info@example.org", "постійний партнер"],
    ["Порт Очаків", "Україна", "=1+1", "+380 48 729"],
    ["VIL", "Бельгія", "new@example.org", ""],
]


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def upload(browser, content, name="partners.csv"):
    return browser.post(NEW, {"file": SimpleUploadedFile(name, content)})


def words(page):
    return page.content.decode()


def test_from_the_file_to_the_directory(browser):
    there = factories.organisation("VIL", email="old@example.org")
    content = table(ROWS, header=HEADER, encoding="cp1251")
    columns = browser.get(upload(browser, content)["Location"])
    assert "One column is not known" in words(columns)
    assert "Нотатка: not imported, unless you say what it is." in words(columns)
    assert "Windows-1251" in words(columns) and "постійний партнер" in words(columns)
    run = ImportRun.objects.get()
    fields = {f"column_{at}": name for at, name in enumerate(["name", "country", "email", ""])}
    at_work = browser.post(f"{run.get_absolute_url()}columns/", fields, follow=True)
    assert "Waiting to start" in words(at_work)
    queue.run_all("default")
    preview = words(browser.get(run.get_absolute_url()))
    assert "Apply 2 rows" in preview
    assert "<del>old@example.org</del>" in preview and "<ins>new@example.org</ins>" in preview
    assert "This looks like a formula. Write the value itself into the cell." in preview
    assert Organisation.objects.count() == 1
    browser.post(f"{run.get_absolute_url()}apply/")
    queue.run_all("default")
    result = words(browser.get(run.get_absolute_url()))
    assert "2 rows have been applied" in result
    assert "Organisations: one new, 1 changed." in result
    there.refresh_from_db()
    assert there.email == "new@example.org"
    assert words(browser.get("/en/partners/imports/")).count("applied") == 1
    assert browser.get(f"{run.get_absolute_url()}columns/").status_code == 302


def test_the_rows_that_were_not_taken_as_a_file_that_no_spreadsheet_evaluates(browser):
    upload(browser, table(ROWS, header=HEADER, encoding="cp1251"))
    run = ImportRun.objects.get()
    browser.post(f"{run.get_absolute_url()}columns/", {"column_0": "name", "column_1": "country"})
    queue.run_all("default")
    assert browser.get(f"{run.get_absolute_url()}wrong/").status_code == 404  # none is wrong
    fields = {"column_0": "name", "column_1": "country", "column_2": "email"}
    browser.post(f"{run.get_absolute_url()}columns/", fields)
    queue.run_all("default")
    answer = browser.get(f"{run.get_absolute_url()}wrong/")
    content = b"".join(answer).decode("utf-8-sig")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [*csv.reader(io.StringIO(content), delimiter=";")] == [
        [*HEADER, "What is wrong"],
        [
            "Порт Очаків",
            "Україна",
            "'=1+1",
            "'+380 48 729",
            "Row 3, column “Електронна пошта”, “=1+1”: This looks like a formula."
            " Write the value itself into the cell.",
        ],
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04" + bytes(400), "This workbook is damaged."),
        (b"VIL;info@vil.be;BE\n", "The first row has no names of columns."),
    ],
)
def test_what_is_no_table_is_refused_at_the_field(browser, content, said):
    page = upload(browser, content)
    assert page.context["form"].errors["file"][0].startswith(said)
    assert 'id="id_file_error"' in words(page)
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused_at_the_field(browser, settings):
    settings.IMPORT_AT_MOST = 1024
    page = upload(browser, table([["VIL", "BE"]] * 200))
    assert page.context["form"].errors["file"] == [
        "This file has 1.6\xa0KB. Split it: 1.0\xa0KB can be imported at once."
    ]


def test_only_this_page_takes_a_large_body_and_only_from_those_who_may(
    browser, make_user, sign_in, settings
):
    settings.REQUEST_AT_MOST = settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    large = table([["VIL", "BE"]] * 200)
    assert upload(browser, large).status_code == 302
    assert browser.post("/en/partners/new/", {"name_en": "x" * 2000}).status_code == 413
    assert upload(sign_in(make_user(role="read-only")), large).status_code == 403
    assert upload(Client(), large).status_code == 302
    strict = sign_in(make_user(role="staff"), enforce_csrf_checks=True)
    assert upload(strict, large).status_code == 403
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["", "country"], "Say which column holds the name of the organisation."),
        (["name", ""], "Say which column holds the country or the city of the organisation."),
        (["name", "name"], "“name” holds this already. Choose it for one column only."),
        (["name", "identifier"], "A number and the register it stands in need a column each."),
    ],
)
def test_columns_that_make_no_organisation(browser, names, said):
    run = upload(browser, table([["VIL", "BE"]]))["Location"]
    fields = {f"column_{at}": name for at, name in enumerate(names)}
    assert said in words(browser.post(run, fields))
    assert ImportRun.objects.get().state == "uploaded"


def test_markup_in_a_file_is_shown_as_text(browser):
    upload(browser, table([["<b>VIL</b>", "<i>BE"]], header=["name", "<u>country"]))
    run = ImportRun.objects.get()
    columns = words(browser.get(f"{run.get_absolute_url()}columns/"))
    browser.post(f"{run.get_absolute_url()}columns/", {"column_0": "name", "column_1": "country"})
    queue.run_all("default")
    for page in (columns, words(browser.get(run.get_absolute_url()))):
        assert "&lt;i&gt;BE" in page and "&lt;u&gt;country" in page
        assert "<b>VIL" not in page and "<i>BE" not in page and "<u>country" not in page


def test_the_work_can_be_stopped_and_taken_up_again(browser):
    upload(browser, table([["VIL", "BE"]]))
    run = ImportRun.objects.get()
    url = run.get_absolute_url()
    columns = {"column_0": "name", "column_1": "country"}
    browser.post(f"{url}columns/", columns)
    assert "The check was stopped" in words(browser.post(f"{url}stop/", follow=True))
    browser.post(f"{url}columns/", columns)
    queue.run_all("default")
    browser.post(f"{url}apply/")
    stopped = words(browser.post(f"{url}stop/", follow=True))
    assert "The import was stopped" in stopped and "Go on with the last row" in stopped
    assert "stopped" in words(browser.get("/en/partners/imports/"))
    queue.run_all("default")
    assert not Organisation.objects.exists()
    browser.post(f"{url}apply/")
    poll = browser.get(url, headers={"HX-Request": "true"})
    assert words(poll).lstrip().startswith('<div class="stack"')
    queue.run_all("default")
    assert Organisation.objects.count() == 1


def test_pages_cost_the_same_whatever_is_in_them(browser):
    browser.get("/en/account/")
    for times in (1, 2):
        for number in range(times):
            checked(table([[f"Shipyard {times} {number} {at}", "BE"] for at in range(9 * times)]))
        run = ImportRun.objects.first()
        assert queries(browser, "/en/partners/imports/") == 5
        assert queries(browser, run.get_absolute_url()) == 6
        assert queries(browser, f"{run.get_absolute_url()}columns/") == 4
