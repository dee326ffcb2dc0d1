"""What a file makes of the directory: new, changed, left alone; twice, stopped, taken up again."""

from collections import deque
from datetime import timedelta

import pytest
from django.utils import timezone

from chamber.history.models import Entry
from chamber.jobs import queue
from chamber.jobs.models import Job
from chamber.privacy import retention
from partners.importing import applying, checking, runs, tables
from partners.importing.rows import in_words
from partners.models import Identifier, ImportRun, Organisation, Place
from tests import factories
from tests.partners.files import brought_in, checked, counts, imported, table

pytestmark = pytest.mark.django_db
WIDE = ["name", "country", "city", "website", "email", "phone", "topics", "KBO", "languages"]
PORT_HOUSE = ["Port House", "BE", "Antwerp", "porthouse.example", "", "03 205 20 11", "", "", "nl"]


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    monkeypatch.setattr(queue, "PROGRESS_EVERY", 0)


def numbered(count):
    return table([[f"Shipyard {number}", "BE"] for number in range(count)])


def state():
    """Everything an import may touch."""
    models = (Organisation, Identifier, Place)
    links = (Organisation.topics.through, Organisation.industries.through)
    return [list(model.objects.order_by("pk").values()) for model in (*models, *links)]


def test_a_new_organisation_with_all_that_belongs_to_it(make_user):
    staff = make_user(role="staff")
    topic = factories.topic("Logistics")
    rows = [["Зелена Хвиля", "Україна", "Очаків", "хвиля.example", "a@example.org", "", "", "", ""]]
    rows.append([*PORT_HOUSE[:6], "logistics", "0403.019.261", "nl; français"])
    assert counts(imported(table(rows, header=WIDE), by=staff)) == (2, 0, 0, 0, 0)
    wave, house = Organisation.objects.order_by("pk")
    assert (wave.name_en, wave.name_uk, str(wave)) == (None, "Зелена Хвиля", "Зелена Хвиля")
    assert (wave.slug, wave.search_name) == ("zelena-khvylia", "zelena khvylia")
    assert bytes(wave.sort_en) and (wave.seat.name_uk, wave.seat.country) == ("Очаків", "UA")
    assert (house.status, house.visibility, house.source) == (
        "published",
        "members",
        "partners.csv",
    )
    assert (house.phone, house.domain, house.languages) == (
        "+32 3 205 20 11",
        "porthouse.example",
        ["nl", "fr"],
    )
    assert [*house.topics.all()] == [topic]
    assert [str(one) for one in house.identifiers.all()] == ["KBO 0403.019.261"]


def test_the_history_says_who_imported(make_user, sign_in):
    staff = make_user(role="staff", name="Anna Peeters")
    run = imported(numbered(1), by=staff)
    organisation = Organisation.objects.get()
    page = sign_in(staff).get(f"/en/history/partners.organisation/{organisation.pk}/")
    assert "by Anna Peeters" in page.content.decode()
    assert [(line.verb, line.by) for line in Entry.objects.about(run)] == [("imported", staff)]


def test_the_same_file_again_changes_nothing():
    factories.topic("Logistics")
    rows = [
        [*PORT_HOUSE[:6], "logistics", "0403.019.261", "nl"],
        ["Порт Очаків", "UA", "Очаків", "", "", "", "", "", "uk"],
        ["Wrong", "Atlantis", "", "", "", "", "", "", ""],
    ]
    content = table(rows, header=WIDE)
    assert counts(imported(content)) == (2, 0, 0, 1, 0)
    before = state()
    assert counts(imported(content)) == (0, 0, 2, 1, 0)
    assert state() == before


def test_only_cells_that_say_something_new_change_anything():
    topic, other = factories.topic("Logistics"), factories.topic("Energy")
    there = factories.organisation(
        "Port House",
        name_nl="Havenhuis",
        website="https://porthouse.example",
        email="info@porthouse.example",
        phone="+3232052011",
        topics=[other],
    )
    row = [*PORT_HOUSE[:6], "logistics", "0403.019.261", "nl"]
    run = checked(table([row], header=WIDE))
    [shown] = run.sample["changed"]
    assert [(change["field"], change["old"], change["new"]) for change in shown["changes"]] == [
        ("languages", "", "nl"),
        ("topics", "Energy", "Logistics"),
        ("KBO", "", "0403019261"),
    ]
    imported(table([row], header=WIDE))
    there.refresh_from_db()
    assert (there.name_nl, there.email, there.version) == (
        "Havenhuis",
        "info@porthouse.example",
        2,
    )
    assert ([*there.topics.all()], there.languages) == ([topic], ["nl"])


def test_whom_a_row_means():
    by_number = factories.organisation("Old name")
    by_number.identifiers.create(scheme="KBO", value="0403019261")
    by_site = factories.organisation("VIL", website="https://www.vil.example/en")
    by_name = factories.organisation("Flux50", name_nl="Stroom vijftig")
    header = ["name", "country", "KBO", "VAT", "website", "phone"]
    rows = [
        ["New name", "BE", "", "BE 0403.019.261", "", ""],
        ["VIL vzw", "BE", "", "", "vil.example", ""],
        ["Stroom Vijftig", "BE", "", "", "", "+32 3 205 20 11"],
        ["Flux50", "NL", "", "", "", ""],
        ["Flux50", "BE", "0248.399.380", "", "", "+32 3 205 20 12"],
    ]
    run = imported(table(rows, header=header))
    assert counts(run) == (1, 3, 0, 0, 1)
    by_number.refresh_from_db()
    by_site.refresh_from_db()
    by_name.refresh_from_db()
    assert (by_number.name_en, by_number.aliases) == ("New name", ["Old name"])
    assert by_site.name_en == "VIL vzw"
    assert (by_name.name_en, by_name.phone) == ("Flux50", "+32 3 205 20 11")
    assert counts(imported(table(rows[:4], header=header))) == (0, 0, 4, 0, 0)


def test_a_row_that_may_mean_several_is_not_applied():
    factories.organisation("Port House")
    factories.organisation("Port House")
    messages = []
    run = imported(numbered(0) + b"Port House;BE\n", tell=messages.append)
    assert counts(run) == (0, 0, 0, 0, 1)
    assert str(messages[0]) == (
        "Row 2, column “name”, “Port House”: It may be any of these in the directory:"
        " Port House, Port House. Add a number to tell which."
    )


def test_another_number_in_the_same_register_is_another_organisation_or_a_mistake():
    there = factories.organisation("Port House")
    there.identifiers.create(scheme="KBO", value="0403019261")
    there.identifiers.create(scheme="LEI", value="213800KUD8LAJWSQ9D15")
    header = ["name", "country", "KBO", "LEI"]
    rows = [
        ["Port House", "BE", "0248.399.380", ""],
        ["Port House", "BE", "0403.019.261", "549300GDPG70E3MBBU98"],
    ]
    messages = []
    run = imported(table(rows, header=header), tell=messages.append)
    assert counts(run) == (1, 0, 0, 1, 0)
    assert messages[0].column == "LEI"
    assert "has another number in this register" in messages[0].words


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        (["VIL", "BE", "", "0403.019.261"], ["Flux50", "BE", "", "BE0403019261"], "KBO"),
        (["VIL", "BE", "vil.example", ""], ["VIL vzw", "BE", "www.vil.example", ""], "website"),
        (["VIL  vzw", "BE", "", ""], ["vil vzw", "België", "", ""], "name"),
    ],
)
def test_two_rows_of_one_file_about_the_same_organisation(first, second, column):
    messages = []
    content = table([first, second], header=["name", "country", "website", "KBO"])
    assert counts(imported(content, tell=messages.append)) == (1, 0, 0, 0, 1)
    assert (messages[0].row, messages[0].column) == (3, column)
    assert messages[0].words == "Row 2 speaks of the same organisation. Leave one of the two."


def test_a_check_that_takes_long_goes_on_in_the_next_job(small_chunks):
    content = numbered(5) + b"Shipyard 0;BE\nX;Atlantis\nY;Atlantis\n"
    at_once = checked(content)
    run = brought_in(content)
    steps = 1
    while not checking.check(run, seconds=0):
        run = ImportRun.objects.get(pk=run.pk)
        steps += 1
    assert (steps, run.state) == (4, "checked") or steps == 5
    assert (run.counts, run.verdicts, run.sample) == (
        at_once.counts,
        at_once.verdicts,
        at_once.sample,
    )
    kept = [[*one.rows.values_list("number", "cells", "found")] for one in (run, at_once)]
    assert kept[0] == kept[1]
    assert run.verdicts == "nnnnndww"


def test_an_import_that_is_stopped_goes_on_without_doubles(small_chunks, make_user):
    staff = make_user(role="staff")
    run = checked(numbered(7), by=staff)
    steps = iter(range(2))

    def stop(done, total, words=""):
        if next(steps, None) is None:
            raise queue.Cancelled

    run.state = ImportRun.State.APPLYING
    run.save()
    with pytest.raises(queue.Cancelled):
        applying.apply(run, stop)
    assert Organisation.objects.count() == 4
    job = runs.start_apply(ImportRun.objects.get(pk=run.pk), by=staff)
    assert runs.start_apply(ImportRun.objects.get(pk=run.pk), by=staff) is None
    queue.run_all("default")
    job.refresh_from_db()
    run.refresh_from_db()
    assert (job.state, job.result["words"]) == (Job.State.DONE, "7 rows applied")
    assert (run.state, run.counts["done_new"], run.to_apply) == ("applied", 7, 0)
    assert Organisation.objects.count() == 7


def test_an_import_that_takes_long_goes_on_in_the_next_job(small_chunks, make_user, monkeypatch):
    run = checked(numbered(5), by=make_user(role="staff"))
    monkeypatch.setattr(checking, "SLICE", 0)
    monkeypatch.setattr(applying.apply, "__kwdefaults__", {"seconds": 0})
    runs.start_apply(run, by=run.by)
    while ImportRun.objects.get().state != "applied":
        queue.run_all("default")
    assert Organisation.objects.count() == 5
    assert Job.objects.filter(kind=runs.APPLY, state=Job.State.DONE).count() == 4


def test_a_worker_that_was_overtaken_writes_nothing():
    run = checked(numbered(3))
    late = ImportRun.objects.get(pk=run.pk)
    applying.apply(run)
    with pytest.raises(applying.Overtaken):
        applying.apply(late)
    assert Organisation.objects.count() == 3


def test_what_the_directory_learnt_after_the_check_is_no_double():
    run = checked(numbered(2) + b"Port House;BE\n")
    factories.organisation("Shipyard 0")
    factories.organisation("Port House")
    factories.organisation("Port House")
    applying.apply(run)
    assert (run.counts["done_new"], run.counts["done_unchanged"], run.counts["done_duplicate"]) == (
        1,
        1,
        1,
    )
    [late] = run.rows.refused()
    assert in_words(late).startswith("Row 4, column “name”, “Port House”: It may be any of")
    assert Organisation.objects.count() == 4


def test_new_partners_are_made_ready_for_matching(make_user):
    imported(numbered(2), by=make_user(role="staff"))
    queue.run_all("default")
    assert Organisation.objects.filter(profile__is_open=True).count() == 2


def test_a_file_of_200_000_rows_is_taken():
    content = b"name,country\n" + b"".join(b"Shipyard %d,BE\n" % n for n in range(200_000))
    run = brought_in(content)
    assert (run.counts["lines"], run.encoding) == (200_000, "utf-8-sig")
    with run.file.open("rb") as file:
        found = tables.records(file.file, encoding=run.encoding, delimiter=run.delimiter)
        [last] = deque(found, 1)
    assert (last.number, last.cells) == (200_001, ["Shipyard 199999", "BE"])
    assert checking.check(run, seconds=0) is False  # the first rows; the next job goes on


def test_files_are_kept_for_90_days(settings):
    applied, waiting = imported(numbered(1)), checked(numbered(2) + b"X;Atlantis\n")
    later = timezone.now() + timedelta(days=91)
    assert retention.sweep(at=later - timedelta(days=2))["partners.imports"] == 0
    assert retention.sweep(at=later)["partners.imports"] == 2
    assert retention.sweep(at=later)["partners.imports"] == 0
    assert [*ImportRun.objects.values_list("pk", flat=True)] == [applied.pk]
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()], waiting
    assert ImportRun.objects.get().counts["done_new"] == 1
