import io
import json

import pytest
from django.core.management import CommandError, call_command

from partners.models import ImportRun, Organisation
from tests.partners.files import table

pytestmark = pytest.mark.django_db
ROWS = [
    ["Port House", "BE", "0403.019.261"],
    ["VIL", "BE", "0403.019.262"],
    ["Port House", "BE", ""],
    ["Flux50", "BE", ""],
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_bytes(table(ROWS, header=["naam", "land", "KBO"], encoding="utf-8-sig"))
    return path


def run(*args, **options):
    out = io.StringIO()
    call_command("import_partners", *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_it_imports_and_says_so_in_json(file, make_user):
    staff = make_user(role="staff", email="anna@example.org")
    said = json.loads(run(file, "--json", "--by", "anna@example.org"))
    messages = said.pop("messages")
    assert said == {
        "rows": 4,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "wrong": 1,
        "duplicates": 1,
    }
    assert messages[0] == {
        "row": 3,
        "column": "KBO",
        "value": "0403.019.262",
        "message": "The check digit is wrong. Compare the number with the register.",
    }
    assert ImportRun.objects.get().by == staff
    assert Organisation.objects.count() == 2
    assert json.loads(run(file, "--json"))["unchanged"] == 2


def test_a_dry_run_leaves_nothing(file, settings):
    said = run(file, "--dry-run")
    assert said.splitlines()[-1] == "rows 4, new 2, changed 0, unchanged 0, wrong 1, duplicates 1"
    assert "Row 3, column “KBO”, “0403.019.262”: The check digit is wrong." in said
    assert not Organisation.objects.exists()
    assert not ImportRun.objects.exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"Firma;Ort\nVIL;Gent\n", "Say which column holds the name of the organisation."),
    ],
)
def test_a_file_that_is_refused_ends_with_1(file, content, words):
    file.write_bytes(content)
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_partners", str(file), "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (end.value.code, said["rows"]) == (1, 0)
    assert words in said["messages"][0]["message"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path / "nothing.csv")
